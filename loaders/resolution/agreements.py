"""One agreement or mechanism of its many names: parties, kind, date and what the name means are weighed together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from loaders.folding import fold
from loaders.records import Agreement, AgreementType, Language
from loaders.resolution import knowledge as k
from loaders.resolution.blocks import Judges, Spread, merge
from loaders.resolution.concepts import concepts
from loaders.resolution.dates import Period, compatible, parse_period
from loaders.resolution.decisions import Rulings
from loaders.resolution.merging import Scored
from loaders.resolution.organisations import Organisations
from loaders.resolution.views import View

STANDING: frozenset[AgreementType] = frozenset({"dialogue", "mechanism", "partnership", "alliance"})
_HAS_EDITIONS: frozenset[AgreementType] = frozenset({"dialogue", "mechanism"})
_ALIKE = 0.6  # of the concepts of two names, shared
_UNLIKE = 0.3
Meaning = tuple[Language, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Naming:
    """An agreement or mechanism as one article names it."""

    mention: k.Mention
    agreement: Agreement
    lang: Language
    parties: frozenset[k.Key]
    sides: frozenset[k.Key]  # the countries of the parties, else the parties
    names: frozenset[Meaning]  # what the name and its aliases mean
    period: Period | None

    @property
    def is_standing(self) -> bool:
        """Whether it is a mechanism, which has editions, and not a document."""
        return self.agreement.type in STANDING


@dataclass(slots=True)
class AgreementProfile:
    """What is known of one agreement or mechanism so far."""

    standing: bool
    mentions: list[k.Mention] = field(default_factory=list)
    articles: dict[str, set[str]] = field(default_factory=dict)  # folded names in each article
    types: set[AgreementType] = field(default_factory=set)
    sides: set[k.Key] = field(default_factory=set)
    names: set[Meaning] = field(default_factory=set)
    periods: set[Period] = field(default_factory=set)

    def absorb(self, other: AgreementProfile) -> None:
        """Add all that another profile knows."""
        self.mentions += other.mentions
        for article, names in other.articles.items():
            self.articles.setdefault(article, set()).update(names)
        self.types |= other.types
        self.sides |= other.sides
        self.names |= other.names
        self.periods |= other.periods


@dataclass(frozen=True, slots=True)
class Agreements:
    """The groups of namings that are one agreement or mechanism each, and the group of each (article, agreement id)."""

    groups: tuple[tuple[Naming, ...], ...]
    of: dict[tuple[str, str], int]
    grounds: tuple[k.Ground, ...]


def resolve_agreements(
    views: Sequence[View], organisations: Organisations, rulings: Rulings, spread: Spread = map
) -> Agreements:
    """Make one agreement or mechanism of all that name it."""
    namings = [each for view in views for each in _namings(view, organisations)]
    namings.sort(key=lambda each: (each.mention, each.agreement.id))
    start = _named_alike(namings, rulings)
    profiles = [_profile(namings[i] for i in items) for items in start]
    pairs = _candidates([namings[items[0]] for items in start])
    merged = merge(profiles, pairs, Judges(_score, _exclude), rulings, spread)
    joined = (sorted(i for number in numbers for i in start[number]) for numbers in merged.groups)
    groups = tuple(tuple(namings[i] for i in items) for items in sorted(joined))
    of = {(each.mention.article, each.agreement.id): n for n, group in enumerate(groups) for each in group}
    return Agreements(groups, of, merged.grounds)


def _namings(view: View, organisations: Organisations) -> Iterator[Naming]:
    for each in view.extraction.agreements:
        parties = frozenset(key for ref in each.parties if (key := organisations.key(view, ref)))
        means = (concepts(name) or frozenset([fold(name)]) for name in (each.name, *each.aliases))
        yield Naming(
            mention=k.Mention(view.article.id, "agreement", fold(each.name)),
            agreement=each,
            lang=view.extraction.lang,
            parties=parties,
            sides=frozenset(organisations.country(key) or key for key in parties),
            names=frozenset((view.extraction.lang, meaning) for meaning in means),
            period=parse_period(each.date),
        )


def _named_alike(namings: Sequence[Naming], rulings: Rulings) -> list[list[int]]:
    """Group the namings that agree on type, sides, name and date; a document without parties or date stays alone."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(namings):
        sure = len(each.sides) > 1 and (each.is_standing or each.period) and not rulings.stands_apart(each.mention)
        same = (each.agreement.type, each.sides, each.names, each.period)
        alike[same if sure else (i,)].append(i)
    return sorted(alike.values())


def _profile(namings: Iterable[Naming]) -> AgreementProfile:
    known = list(namings)
    profile = AgreementProfile(known[0].is_standing)
    for each in known:
        profile.absorb(
            AgreementProfile(
                standing=each.is_standing,
                mentions=[each.mention],
                articles={each.mention.article: {each.mention.name}},
                types={each.agreement.type},
                sides=set(each.sides),
                names=set(each.names),
                periods={each.period} if each.period else set(),
            )
        )
    return profile


def _candidates(namings: Sequence[Naming]) -> dict[tuple[int, int], int]:
    """Return pairs that share the sides and a word of the name or the date, or else the whole name."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(namings):
        for _, meaning in each.names:
            blocks[each.is_standing, meaning].append(i)
            for word in meaning:
                blocks[each.is_standing, each.sides, word].append(i)
        if each.sides and each.period:
            blocks[each.is_standing, each.sides, each.period].append(i)
    return {pair: 0 for items in blocks.values() for pair in combinations(sorted(set(items)), 2)}


def _score(one: AgreementProfile, two: AgreementProfile, _: int) -> Scored:
    """Return the points for two profiles being one agreement, and the grounds."""
    grounds = [
        ground for ground in (_parties(one, two), _name(one, two), _type(one, two), _date(one, two)) if ground[0]
    ]
    return sum(points for points, _ in grounds), tuple(text for _, text in grounds)


def _parties(one: AgreementProfile, two: AgreementProfile) -> tuple[int, str]:
    if one.sides == two.sides:
        return (2, "same parties") if one.sides else (1, "parties unknown")
    if one.sides <= two.sides or two.sides <= one.sides:
        return 1, "some of the parties"
    return -9, "other parties"


def _name(one: AgreementProfile, two: AgreementProfile) -> tuple[int, str]:
    pairs = [(a, b) for _, a in one.names for _, b in two.names]
    if any(a == b and (len(a) > 1 or one.standing) for a, b in pairs):
        return 3, "names that mean the same"
    if one.standing and not one.types | two.types <= _HAS_EDITIONS:
        return 0, "other names"  # a strategic partnership isn't a comprehensive one
    pairs = [(a, b) for a, b in pairs if not _other_level(a, b)]
    if any(_overlap(a, b) >= _ALIKE for a, b in pairs):
        return 2, "names that mean nearly the same"
    if any(a <= b or b <= a for a, b in pairs):
        longer = one.standing and any(len(a & b) > 1 for a, b in pairs)
        return (2 if longer else 1), "one name is part of the other"
    return 0, "other names"


def _other_level(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether one is of ministers and the other of their deputies."""
    return "minister" in first & second and "deputy" in first ^ second


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)


def _type(one: AgreementProfile, two: AgreementProfile) -> tuple[int, str]:
    return int(not one.types.isdisjoint(two.types)), "same type"


def _date(one: AgreementProfile, two: AgreementProfile) -> tuple[int, str]:
    known = [min(a.precision, b.precision) for a in one.periods for b in two.periods if compatible(a, b)]
    return min(2, max(known, default=0)), "same date"


def _exclude(one: AgreementProfile, two: AgreementProfile) -> bool:
    """Tell whether two profiles can't be one: told apart in one article, of other dates, or of quite other names."""
    if any(one.articles[article] != two.articles[article] for article in one.articles.keys() & two.articles.keys()):
        return True
    if not one.standing and any(_of_other_days(a, b) for a in one.periods for b in two.periods):
        return True
    return _name(one, two)[0] == 0 and any(
        lang == other and _overlap(a, b) < _UNLIKE for lang, a in one.names for other, b in two.names
    )


def _of_other_days(one: Period, two: Period) -> bool:
    """Tell whether two dates can't be one signing's: a day between them is what two outlets' clocks may differ by."""
    first, second = one.full, two.full
    next_day = first is not None and second is not None and abs((first[0] - second[0]).days) <= 1
    return not next_day and not compatible(one, two)
