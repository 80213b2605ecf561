"""People as one article shows them: name, country, offices, company and occasions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.records import Language, Person, Post
from loaders.resolution import knowledge as k
from loaders.resolution.concepts import concepts
from loaders.resolution.names import Name, parse
from loaders.resolution.organisations import Organisations
from loaders.resolution.profiles import PersonProfile
from loaders.resolution.views import View, country_code, is_country, person_mention


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person as one article shows them."""

    mention: k.Mention
    person: Person
    name: Name
    country: str | None
    roles: frozenset[str]
    organisations: frozenset[k.Key]
    companions: frozenset[str]
    occasions: frozenset[tuple[str, str]]
    lang: Language


def appearances(view: View, organisations: Organisations) -> Iterator[Appearance]:
    """Yield the people of an article."""
    read = view.extraction
    names = {person.id: parse(person.name) for person in read.persons}
    for person in read.persons:
        posts = [post for post in read.posts if post.person == person.id]
        keys = {key for post in posts if (key := organisations.of_post(view, post))}
        companions, occasions = _company(view, person, names)
        yield Appearance(
            mention=person_mention(view.article.id, person),
            person=person,
            name=names[person.id],
            country=_country(person, [post.country for post in posts], filter(None, map(organisations.country, keys))),
            roles=frozenset(filter(None, map(role, posts))),
            organisations=frozenset(keys),
            companions=frozenset(companions),
            occasions=frozenset(occasions),
            lang=read.lang,
        )


def role(post: Post) -> str:
    """Return what an office is, in the languages' shared words: of the title and of the organisation it is in."""
    return " ".join(sorted(concepts(post.title) | concepts(post.organisation or "")))


def _country(person: Person, of_posts: Iterable[str | None], of_organisations: Iterable[k.Key]) -> str | None:
    """Return the person's country: as stated, else the usual one of the posts, else the only one of organisations."""
    if code := country_code(person.country):
        return code
    codes = Counter(code for code in map(country_code, of_posts) if code)
    if codes:
        return min(codes, key=lambda code: (-codes[code], code))
    countries = {key.rpartition("/")[2] for key in of_organisations if is_country(key)}
    return countries.pop() if len(countries) == 1 else None


def _company(view: View, person: Person, names: dict[str, Name]) -> tuple[set[str], set[tuple[str, str]]]:
    """Return who met the person, as sounds of their names, and with the date where it is whole."""
    companions: set[str] = set()
    occasions: set[tuple[str, str]] = set()
    for meeting in view.extraction.meetings:
        if person.id not in meeting.participants:
            continue
        met = {" ".join(sorted(names[ref].sounds)) for ref in meeting.participants if ref in names and ref != person.id}
        companions |= met
        if meeting.date and len(meeting.date) == len("2023-03-06"):
            occasions |= {(other, meeting.date) for other in met}
    return companions, occasions


def profile_of(shown: Iterable[Appearance]) -> PersonProfile:
    """Return what several appearances tell of one person."""
    profile = PersonProfile()
    for each in shown:
        profile.absorb(
            PersonProfile(
                mentions=[each.mention],
                names={each.name},
                articles={each.mention.article: {each.name}},
                countries={each.country} if each.country else set(),
                roles=set(each.roles),
                organisations=set(each.organisations),
                companions=set(each.companions),
                occasions=set(each.occasions),
                languages={each.lang},
            )
        )
    return profile
