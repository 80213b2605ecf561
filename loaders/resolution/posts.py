"""Offices, and who is seen in them: a new office of a person is another holding, not another person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.folding import fold
from loaders.records import Language, Post
from loaders.resolution import knowledge as k
from loaders.resolution.appearances import role
from loaders.resolution.choosing import best_labels
from loaders.resolution.concepts import without_countries
from loaders.resolution.keys import slug, unique
from loaders.resolution.offices import is_sole
from loaders.resolution.organisations import Organisations
from loaders.resolution.people import People
from loaders.resolution.views import View, country_code, country_key


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person (by number) in an office as one article has it."""

    article: str
    post: Post
    person: int
    country: str | None
    organisation: k.Key | None
    lang: Language

    @property
    def office(self) -> tuple[str, str]:
        """What makes the office: its country, and what title and organisation mean."""
        return self.country or "", role(self.post) or fold(self.post.title)


@dataclass(frozen=True, slots=True)
class Posts:
    """The offices, the tenures of each (person, office), and the offices of a person in each article."""

    records: tuple[k.Post, ...]
    tenures: dict[tuple[int, k.Key], tuple[Tenure, ...]]
    held: dict[tuple[str, int], tuple[k.Key, ...]]


def resolve_posts(views: Sequence[View], people: People, organisations: Organisations) -> Posts:
    """Make one office of all titles that mean it."""
    offices: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for view in views:
        for post in view.extraction.posts:
            person = people.of.get((view.article.id, post.person))
            if person is not None:
                tenure = _tenure(view, post, person, people, organisations)
                offices[tenure.office].append(tenure)
    names = sorted(offices)
    keys = unique("post", [(_slug(offices[name]), "\n".join(name)) for name in names])
    tenures: dict[tuple[int, k.Key], list[Tenure]] = defaultdict(list)
    held: dict[tuple[str, int], set[k.Key]] = defaultdict(set)
    for name, key in zip(names, keys, strict=True):
        for tenure in offices[name]:
            tenures[tenure.person, key].append(tenure)
            if not tenure.post.former:
                held[tenure.article, tenure.person].add(key)
    return Posts(
        tuple(_record(key, offices[name]) for name, key in zip(names, keys, strict=True)),
        {who: tuple(sorted(each, key=lambda t: (t.article, t.post.id))) for who, each in sorted(tenures.items())},
        {who: tuple(sorted(each)) for who, each in held.items()},
    )


def _tenure(view: View, post: Post, person: int, people: People, organisations: Organisations) -> Tenure:
    organisation = organisations.of_post(view, post)
    if organisation and organisations.country(organisation) == organisation:
        organisation = None
    country = country_key(country_code(post.country)) or people.nationality[person]
    return Tenure(view.article.id, post, person, country, organisation, view.extraction.lang)


def _slug(tenures: Sequence[Tenure]) -> str:
    """Return a readable name for an office: its country and its usual title, in English where one is known."""
    title = best_labels((each.lang, without_countries(each.post.title)) for each in tenures)[0].text
    country = (tenures[0].country or "").rpartition("/")[2]
    return slug(f"{country} {title}" if fold(title) else f"{country} {tenures[0].post.title}")


def _record(key: k.Key, tenures: Sequence[Tenure]) -> k.Post:
    organisations = Counter(each.organisation for each in tenures if each.organisation)
    return k.Post(
        key=key,
        titles=best_labels((each.lang, each.post.title) for each in tenures),
        organisation=min(organisations, key=lambda org: (-organisations[org], org)) if organisations else None,
        country=tenures[0].country,
        sole=is_sole(frozenset(tenures[0].office[1].split()), bool(organisations)),
    )
