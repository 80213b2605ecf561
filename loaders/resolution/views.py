"""An article beside what was read out of it, and the names under which its facts are known to decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.folding import fold
from loaders.records import Article, Extraction, Fact, Meeting, Person, Post
from loaders.reference import countries, country_of
from loaders.resolution.decisions import Rulings
from loaders.resolution.knowledge import DATA, Key, Mention

_FACTS = ("persons", "organisations", "posts", "meetings", "agreements", "commitments", "refusals")
_REFERENCES = (
    "participants",
    "organisations",
    "parties",
    "actors",
    "counterparts",
    "organisation",
    "series",
    "meeting",
)


@dataclass(frozen=True, slots=True)
class View:
    """An article beside what was read out of it."""

    article: Article
    extraction: Extraction


def views(articles: Iterable[Article], extractions: Iterable[Extraction], rulings: Rulings) -> list[View]:
    """Pair articles with their extractions, less what was judged wrong, sorted by the article's id.

    Extractions without an article are left out.
    """
    read = {extraction.article: extraction for extraction in extractions}
    pairs = [View(a, read[a.id]) for a in sorted(articles, key=lambda article: article.id) if a.id in read]
    return [_without_wrong(view, rulings) for view in pairs]


def _without_wrong(view: View, rulings: Rulings) -> View:
    """Leave out the facts that a decision calls wrong, the posts of a person judged so, and references to them."""
    wrong = [fact for mention, fact in mentions(view) if rulings.is_wrong(mention)]
    if not wrong:
        return view
    read = view.extraction
    gone = {fact.id for fact in wrong}
    kept: dict[str, list[Fact]] = {}
    for field in _FACTS:
        facts = (fact for fact in getattr(read, field) if all(fact is not each for each in wrong))
        kept[field] = [_without_references(fact, gone) for fact in facts]
    kept["posts"] = [post for post in kept["posts"] if isinstance(post, Post) and post.person not in gone]
    return View(view.article, read.model_copy(update=kept))


def _without_references(fact: Fact, gone: set[str]) -> Fact:
    update: dict[str, object] = {}
    for field in _REFERENCES:
        value = getattr(fact, field, None)
        if isinstance(value, list) and gone.intersection(value):
            update[field] = [each for each in value if each not in gone]
        elif isinstance(value, str) and value in gone:
            update[field] = None
    return fact.model_copy(update=update) if update else fact


def mentions(view: View) -> Iterator[tuple[Mention, Fact]]:
    """Yield every fact of an article with the name under which decisions know it."""
    article, read = view.article.id, view.extraction
    for person in read.persons:
        yield person_mention(article, person), person
    for organisation in read.organisations:
        yield Mention(article, "organisation", fold(organisation.name)), organisation
    people = {person.id: person.name for person in read.persons}
    for post in read.posts:
        yield Mention(article, "post", fold(f"{people.get(post.person, post.person)} {post.title}")), post
    for meeting in read.meetings:
        yield meeting_mention(view, meeting), meeting
    for agreement in read.agreements:
        yield Mention(article, "agreement", fold(agreement.name)), agreement
    for commitment in read.commitments:
        yield Mention(article, "commitment", fold(commitment.quote)), commitment
    for refusal in read.refusals:
        yield Mention(article, "refusal", fold(refusal.quote)), refusal


def country_code(text: str | None) -> str | None:
    """Return the alpha-2 code of the country that `text` names."""
    found = country_of(text) if text else None
    return found.code if found else None


def key_of(iri: str) -> Key:
    """Return the key of something that the reference data has an IRI for."""
    return iri.removeprefix(DATA)


def is_country(key: Key) -> bool:
    """Tell whether a key is a country's."""
    return key.startswith("country/")


def country_key(code: str | None) -> Key | None:
    """Return the key of a country by its alpha-2 code."""
    return key_of(countries()[code].iri) if code else None


def person_mention(article: str, person: Person) -> Mention:
    """Return the name under which decisions know a person of an article."""
    return Mention(article, "person", fold(person.name))


def meeting_mention(view: View, meeting: Meeting) -> Mention:
    """Return the name under which decisions know a meeting of an article: who took part, and when."""
    named = {person.id: person.name for person in view.extraction.persons}
    named |= {organisation.id: organisation.name for organisation in view.extraction.organisations}
    who = sorted(fold(named.get(ref, ref)) for ref in {*meeting.participants, *meeting.organisations})
    return Mention(view.article.id, "meeting", " + ".join(who) + (f" {meeting.date}" if meeting.date else ""))
