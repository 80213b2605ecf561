"""One agreement or mechanism of its many names: same parties, same kind, names that mean the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.folding import fold
from loaders.records import Agreement, AgreementType, Language
from loaders.resolution import knowledge as k
from loaders.resolution.clusters import Groups, settle
from loaders.resolution.concepts import concepts
from loaders.resolution.dates import Period, compatible, parse_period
from loaders.resolution.decisions import Rulings
from loaders.resolution.organisations import Organisations
from loaders.resolution.views import View

STANDING: frozenset[AgreementType] = frozenset({"dialogue", "mechanism", "partnership", "alliance"})
_ALIKE = 0.6  # of the concepts of two names, shared


@dataclass(frozen=True, slots=True)
class Naming:
    """An agreement or mechanism as one article names it."""

    mention: k.Mention
    agreement: Agreement
    lang: Language
    parties: frozenset[k.Key]
    sides: frozenset[k.Key]
    names: tuple[frozenset[str], ...]  # what the name and its aliases mean
    period: Period | None

    @property
    def is_standing(self) -> bool:
        """Whether it is a mechanism, which has editions, and not a document."""
        return self.agreement.type in STANDING


@dataclass(frozen=True, slots=True)
class Agreements:
    """The groups of namings that are one agreement or mechanism each, and the group of each (article, agreement id)."""

    groups: tuple[tuple[Naming, ...], ...]
    of: dict[tuple[str, str], int]
    grounds: tuple[k.Ground, ...]


def resolve_agreements(views: Sequence[View], organisations: Organisations, rulings: Rulings) -> Agreements:
    """Make one agreement or mechanism of all that name it."""
    namings = [each for view in views for each in _namings(view, organisations)]
    namings.sort(key=lambda each: (each.mention, each.agreement.id))
    groups = Groups(len(namings))
    grounds: list[k.Ground] = []

    def exclude(a: int, b: int) -> bool:
        ours, theirs = (namings[i] for i in (a, b))
        return rulings.exclude([ours.mention], [theirs.mention]) or _exclude(ours, theirs)

    for joined in settle(_links(namings, rulings), exclude):
        for item in joined[1:]:
            groups.join(joined[0], item)
            first, second = sorted((namings[joined[0]].mention, namings[item].mention))
            grounds.append(k.Ground(first, second, True, 1, ("same parties, names that mean the same",)))
    found = tuple(tuple(namings[i] for i in items) for items in groups.members())
    of = {(each.mention.article, each.agreement.id): n for n, group in enumerate(found) for each in group}
    return Agreements(found, of, k.in_order(grounds))


def _namings(view: View, organisations: Organisations) -> Iterator[Naming]:
    for each in view.extraction.agreements:
        parties = frozenset(key for ref in each.parties if (key := organisations.key(view, ref)))
        means = (concepts(name) for name in (each.name, *each.aliases))
        yield Naming(
            mention=k.Mention(view.article.id, "agreement", fold(each.name)),
            agreement=each,
            lang=view.extraction.lang,
            parties=parties,
            sides=frozenset(organisations.country(key) or key for key in parties),
            names=tuple(sorted({meaning for meaning in means if meaning}, key=sorted)),
            period=parse_period(each.date),
        )


def _links(namings: Sequence[Naming], rulings: Rulings) -> Iterator[tuple[int, int]]:
    at: dict[k.Mention, list[int]] = defaultdict(list)
    for i, each in enumerate(namings):
        at[each.mention].append(i)
    for first, second in rulings.same:
        yield from ((a, b) for a in at[first] for b in at[second] if a != b)
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(namings):
        for word in {word for name in each.names for word in name}:
            blocks[each.is_standing, tuple(sorted(each.sides)), word].append(i)
    for items in blocks.values():
        yield from ((a, b) for n, a in enumerate(items) for b in items[n + 1 :] if _alike(namings[a], namings[b]))


def _alike(one: Naming, two: Naming) -> bool:
    if not one.sides and {one.mention.name} != {two.mention.name}:
        return False
    return any(len(a & b) >= _ALIKE * len(a | b) for a in one.names for b in two.names)


def _exclude(one: Naming, two: Naming) -> bool:
    """Tell whether two namings can't be of one agreement: in one article, or documents of different dates."""
    if one.mention.article == two.mention.article and one.mention != two.mention:
        return True
    if one.is_standing:
        return False
    return bool(one.period and two.period and not compatible(one.period, two.period))
