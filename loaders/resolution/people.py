"""One person of many names: name, country, office, company and occasions are weighed together, never a name alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.records import Language, Person, Post
from loaders.resolution import knowledge as k
from loaders.resolution.concepts import concepts
from loaders.resolution.decisions import Rulings
from loaders.resolution.merging import Merger
from loaders.resolution.names import Name, parse
from loaders.resolution.organisations import Organisations
from loaders.resolution.profiles import PersonProfile, candidates, exclude, score
from loaders.resolution.views import View, country_code, country_key, is_country, person_mention


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


@dataclass(frozen=True, slots=True)
class People:
    """The groups of appearances that are one person each, and the number of the group of each (article, person id)."""

    groups: tuple[tuple[Appearance, ...], ...]
    of: dict[tuple[str, str], int]
    nationality: tuple[k.Key | None, ...]
    grounds: tuple[k.Ground, ...]


def resolve_people(views: Sequence[View], organisations: Organisations, rulings: Rulings) -> People:
    """Make one person of all appearances that show them."""
    appearances = sorted(
        (each for view in views for each in _appearances(view, organisations)),
        key=lambda each: (each.mention, each.person.id),
    )
    start = _same_name(appearances, rulings)
    profiles = [_profile(appearances[i] for i in items) for items in start]
    merger = Merger(profiles, candidates(profiles), score, exclude, rulings)
    merger.run()
    grouped: dict[int, list[Appearance]] = defaultdict(list)
    for number, items in enumerate(start):
        grouped[merger.groups.of(number)] += [appearances[i] for i in items]
    groups = tuple(
        tuple(sorted(items, key=lambda each: (each.mention, each.person.id)))
        for items in sorted(grouped.values(), key=lambda items: min((each.mention, each.person.id) for each in items))
    )
    of = {(each.mention.article, each.person.id): n for n, group in enumerate(groups) for each in group}
    return People(groups, of, tuple(map(_nationality, groups)), k.in_order(merger.grounds))


def _nationality(group: Sequence[Appearance]) -> k.Key | None:
    """Return the country that most articles give the person."""
    codes = Counter(each.country for each in group if each.country)
    return country_key(min(codes, key=lambda code: (-codes[code], code)) if codes else None)


def _appearances(view: View, organisations: Organisations) -> Iterator[Appearance]:
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


def _same_name(appearances: Sequence[Appearance], rulings: Rulings) -> list[list[int]]:
    """Group the appearances under one name and country. Those without a country join the only country of the name."""
    by_name: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    groups: list[list[int]] = []
    for i, each in enumerate(appearances):
        if rulings.stands_apart(each.mention) or len(each.name.words) == 1:
            groups.append([i])
        else:
            by_name[each.name.canonical][each.country or ""].append(i)
    for homes in by_name.values():
        strays = homes.pop("", [])
        if len(homes) > 1:
            groups += [[i] for i in strays]
        else:
            homes[min(homes, default="")] += strays
        groups += homes.values()
    return sorted(map(sorted, groups))


def _profile(appearances: Iterable[Appearance]) -> PersonProfile:
    profile = PersonProfile()
    for each in appearances:
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
