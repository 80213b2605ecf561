"""One organisation of its many names: by reference data first, then by equal meaning in one country."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.folding import fold
from loaders.records import Extraction, Language, OrganisationKind, Post
from loaders.reference import KnownOrganisation, country_of, organisation_of, organisations
from loaders.resolution import knowledge as k
from loaders.resolution.choosing import LANGUAGES, best_labels, usual
from loaders.resolution.clusters import Groups
from loaders.resolution.concepts import concepts
from loaders.resolution.decisions import Rulings
from loaders.resolution.keys import slug, unique
from loaders.resolution.offices import body_of
from loaders.resolution.views import View, country_code, country_key, is_country, key_of

_CLASSES: dict[OrganisationKind, k.OrganisationClass] = {
    "ministry": "Ministry",
    "agency": "Agency",
    "party": "Party",
    "international": "InternationalOrganisation",
    "group": "Organisation",
    "other": "Organisation",
}


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as one article names it."""

    mention: k.Mention
    written: str
    aliases: tuple[str, ...]
    country: str | None
    kind: OrganisationKind
    lang: Language

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.written, *self.aliases)


@dataclass(frozen=True, slots=True)
class Organisations:
    """The resolved organisations, and which of them, or which country, each article's mention is."""

    records: tuple[k.Organisation, ...]
    members: dict[k.Key, tuple[k.Mention, ...]]
    _by_mention: dict[k.Mention, k.Key]
    _countries: dict[k.Key, k.Key | None]

    def key(self, view: View, ref: str) -> k.Key | None:
        """Return the key of what `ref` means in an article: an organisation's id, or a name of one or of a country."""
        for each in view.extraction.organisations:
            if each.id == ref:
                return self._by_mention[k.Mention(view.article.id, "organisation", fold(each.name))]
        country = country_of(ref)
        mention = k.Mention(view.article.id, "organisation", fold(ref))
        return key_of(country.iri) if country else self._by_mention.get(mention)

    def of_post(self, view: View, post: Post) -> k.Key | None:
        """Return the organisation that an office is in."""
        body = body_of(view.extraction, post)
        return self.key(view, body) if body else None

    def country(self, key: k.Key) -> k.Key | None:
        """Return the country of an organisation, or the country itself."""
        return key if is_country(key) else self._countries.get(key)


def resolve_organisations(views: Sequence[View], rulings: Rulings) -> Organisations:
    """Make one organisation of all mentions that name it."""
    named = list(_all_named(views))
    by_mention: dict[k.Mention, k.Key] = {}
    open_: list[Named] = []
    for each in named:
        country = _as_country(each)
        if country:
            by_mention[each.mention] = country
        else:
            open_.append(each)
    groups = _group(open_, rulings)
    members = [[open_[i] for i in items] for items in groups.members()]
    records = _records(members)
    for record, group in zip(records, members, strict=True):
        by_mention.update((each.mention, record.key) for each in group)
    parents = _known_parents(records)
    return Organisations(
        tuple(sorted([*records, *parents], key=lambda record: record.key)),
        {r.key: tuple(sorted({n.mention for n in group})) for r, group in zip(records, members, strict=True)},
        by_mention,
        {record.key: record.country for record in records},
    )


def _all_named(views: Sequence[View]) -> Iterator[Named]:
    """Yield every organisation of every article, those of posts, meetings and statements included, one per name."""
    for view in views:
        found: dict[k.Mention, Named] = {}
        for each in _named(view.article.id, view.extraction):
            found.setdefault(each.mention, each)
        yield from found.values()


def _named(article: str, read: Extraction) -> Iterator[Named]:
    for org in read.organisations:
        code = country_code(org.country)
        mention = k.Mention(article, "organisation", fold(org.name))
        yield Named(mention, org.name, tuple(org.aliases), code, org.kind, read.lang)
    ids = {each.id for each in (*read.organisations, *read.persons)}
    for text, country in _free_texts(read):
        if text not in ids and not country_of(text):
            mention = k.Mention(article, "organisation", fold(text))
            yield Named(mention, text, (), country_code(country), "other", read.lang)


def _free_texts(read: Extraction) -> Iterator[tuple[str, str | None]]:
    """Yield organisations that are named by text alone, with the country stated beside them."""
    yield from ((body, post.country) for post in read.posts if (body := body_of(read, post)))
    yield from ((ref, None) for meeting in read.meetings for ref in meeting.organisations)
    yield from ((ref, None) for agreement in read.agreements for ref in agreement.parties)
    for statement in (*read.commitments, *read.refusals):
        yield from ((ref, None) for ref in (*statement.actors, *statement.counterparts))


def _as_country(each: Named) -> k.Key | None:
    """Return the country that a mention stands for: its name, or a delegation of it without a name of its own."""
    country = country_of(each.written) or (country_of(each.country) if each.kind == "group" and each.country else None)
    return key_of(country.iri) if country else None


def _known(each: Named) -> KnownOrganisation | None:
    found = (organisation_of(form, each.country) for form in each.forms)
    by_name = next((known for known in found if known), None)
    return by_name or (_known_by_meaning(each.country).get(concepts(each.written)) if each.country else None)


@cache
def _known_by_meaning(country: str) -> dict[frozenset[str], KnownOrganisation]:
    """Return the organisations of a country by what their names mean, where that is one organisation's alone."""
    found: dict[frozenset[str], dict[str, KnownOrganisation]] = defaultdict(dict)
    for known in organisations():
        if known.country == country:
            for names in known.names.values():
                for name in names:
                    found[concepts(name)][known.iri] = known
    return {meaning: next(iter(each.values())) for meaning, each in found.items() if meaning and len(each) == 1}


def _group(named: Sequence[Named], rulings: Rulings) -> Groups:
    """Group by reference data, then by meaning and country, then by acronym; what fits several stays alone."""
    groups = Groups(len(named))
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    loose: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(named):
        known = _known(each)
        if known:
            by_key["known", known.iri].append(i)
        elif each.country:
            by_key[each.country, _meaning(each)].append(i)
        else:
            loose[_meaning(each)].append(i)
    placed: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(by_key):
        if key[0] != "known":
            placed[key[1]].append(key)
    for meaning in sorted(loose):
        homes = placed[meaning]
        by_key[homes[0] if len(homes) == 1 else ("", meaning)].extend(loose[meaning])
    for items in by_key.values():
        _join_undisputed(groups, items, named, rulings)
    _join_acronyms(groups, named, rulings)
    _join_by_decision(groups, named, rulings)
    return groups


def _join_undisputed(groups: Groups, items: Sequence[int], named: Sequence[Named], rulings: Rulings) -> None:
    """Join all but those that a decision keeps apart from another of them."""
    mentions = [named[i].mention for i in items]
    free = [i for i in items if not rulings.exclude([named[i].mention], mentions)]
    for i in free:
        groups.join(free[0], i)


def _join_acronyms(groups: Groups, named: Sequence[Named], rulings: Rulings) -> None:
    """Join what is named by an acronym alone with the only organisation of that acronym, in no other country."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for i, each in enumerate(named):
        for form in each.forms:
            if _is_acronym(form) and not _is_acronym(each.written):
                bearers[form].add(groups.of(i))
    for items in groups.members():
        names = {named[i].written for i in items}
        found = {root for name in names for root in bearers.get(name, ())}
        if all(map(_is_acronym, names)) and len(found) == 1:
            (root,) = found
            both = [named[i] for i in (*items, *groups.members_of(groups.of(root)))]
            countries = {each.country for each in both if each.country}
            mentions = [each.mention for each in both]
            if len(countries) < 2 and not rulings.exclude(mentions, mentions):
                groups.join(items[0], root)


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name and len(name) > 1


def _meaning(each: Named) -> str:
    """Return what the name means, in an order of its own, or the name itself when it is an acronym or means nothing."""
    return " ".join(sorted(concepts(each.written))) or fold(each.written)


def _join_by_decision(groups: Groups, named: Sequence[Named], rulings: Rulings) -> None:
    at: dict[k.Mention, int] = {each.mention: i for i, each in enumerate(named)}
    for first, second in rulings.same:
        if first in at and second in at:
            groups.join(at[first], at[second])


def _records(members: Sequence[Sequence[Named]]) -> list[k.Organisation]:
    known = [_shared_known(group) for group in members]
    wanted: list[tuple[str, str]] = []
    for group in members:
        countries = Counter(each.country for each in group if each.country)
        prefix = f"{min(countries, key=lambda c: (-countries[c], c))}-" if countries else ""
        wanted.append((prefix + slug(usual(each.written for each in group)), str(min(each.mention for each in group))))
    keys = unique("organisation", wanted, taken={key_of(each.iri) for each in organisations()})
    claimed: set[str] = set()
    found: list[k.Organisation] = []
    for group, reference, key in zip(members, known, keys, strict=True):
        if reference and reference.iri not in claimed:
            claimed.add(reference.iri)
            found.append(_from_reference(reference, [form for each in group for form in each.forms]))
        else:
            found.append(_from_articles(key, group))
    return found


def _shared_known(group: Sequence[Named]) -> KnownOrganisation | None:
    found = {known.iri: known for known in map(_known, group) if known}
    return found[min(found)] if found else None


def _from_reference(known: KnownOrganisation, written: Iterable[str] = ()) -> k.Organisation:
    forms = {form for each in known.names.values() for form in each} | set(known.acronyms) | set(written)
    return k.Organisation(
        key=key_of(known.iri),
        cls=_CLASSES[known.kind],
        names=tuple(k.Label(lang, known.names[lang][0]) for lang in LANGUAGES if known.names.get(lang)),
        acronyms=tuple(sorted(set(known.acronyms))),
        search_names=tuple(sorted({fold(form) for form in forms})),
        country=country_key(known.country),
        parent=key_of(known.parent) if known.parent else None,
    )


def _from_articles(key: k.Key, group: Sequence[Named]) -> k.Organisation:
    kinds = Counter(each.kind for each in group)
    kind: OrganisationKind = min(kinds, key=lambda each: (each == "other", -kinds[each], each))
    countries = Counter(each.country for each in group if each.country)
    country = min(countries, key=lambda each: (-countries[each], each)) if countries else None
    forms = {form for each in group for form in each.forms}
    return k.Organisation(
        key=key,
        cls=_CLASSES[kind],
        names=best_labels((each.lang, each.written) for each in group),
        acronyms=tuple(sorted(form for form in forms if form.isupper() and " " not in form)),
        search_names=tuple(sorted({fold(form) for form in forms})),
        country=country_key(country),
        parent=None,
    )


def _known_parents(records: Sequence[k.Organisation]) -> list[k.Organisation]:
    """Return the reference data of parents that no article names, so that no reference leads nowhere."""
    have = {record.key for record in records}
    known = {key_of(each.iri): each for each in organisations()}
    found: dict[k.Key, k.Organisation] = {}
    queue = [record.parent for record in records if record.parent]
    while queue:
        parent = queue.pop()
        if parent in have or parent in found:
            continue
        found[parent] = _from_reference(known[parent])
        if known[parent].parent:
            queue.append(key_of(known[parent].parent or ""))
    return list(found.values())
