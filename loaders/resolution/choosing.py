"""Choose, of what several articles say of one thing, the one value that stands for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from loaders.records import AgreementStatus, Language, MeetingKind, MeetingStatus
from loaders.resolution.dates import Day, Period, compatible, when
from loaders.resolution.knowledge import Label, When

_T = TypeVar("_T")
_KINDS: tuple[MeetingKind, ...] = (
    "reception",
    "dialogue",
    "phone call",
    "signing",
    "multilateral meeting",
    "visit",
    "bilateral meeting",
)
_STATUSES: tuple[MeetingStatus, ...] = ("held", "denied", "planned")
_AGREEMENT_STATUSES: tuple[AgreementStatus, ...] = ("signed", "in force", "expired", "negotiating", "planned")
LANGUAGES: tuple[Language, ...] = ("en", "fr", "vi")


def usual(texts: Iterable[str]) -> str:
    """Return the most frequent text; of equals the longest, then the last in order, which has the diacritics."""
    counted = Counter(texts)
    return max(counted, key=lambda text: (counted[text], len(text), text))


def _fullest(texts: Sequence[str]) -> Sequence[str]:
    """Return the names of more than one word, where there are such."""
    return [text for text in texts if " " in text] or texts


def best_labels(written: Iterable[tuple[Language, str]]) -> tuple[Label, ...]:
    """Return the usual text of each language."""
    texts: dict[Language, list[str]] = defaultdict(list)
    for lang, text in written:
        texts[lang].append(text)
    return tuple(Label(lang, usual(texts[lang])) for lang in sorted(texts))


def full_names(written: Iterable[tuple[Language, str]]) -> tuple[Label, ...]:
    """Return the usual name of a person in each language, one of a single word only where it has no other."""
    names: dict[Language, list[str]] = defaultdict(list)
    for lang, name in written:
        names[lang].append(name)
    return best_labels((lang, name) for lang, each in names.items() for name in _fullest(each))


def most_common(values: Iterable[_T | None]) -> _T | None:
    """Return the most frequent value that isn't None; of equals the first in order."""
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (-counted[value], str(value))) if counted else None


def usual_kind(kinds: Sequence[MeetingKind]) -> MeetingKind:
    """Return the most frequent kind; of equals the one that says most."""
    return max(_KINDS, key=lambda kind: (kinds.count(kind), -_KINDS.index(kind)))


def final_status(statuses: Iterable[MeetingStatus]) -> MeetingStatus:
    """Return how it ended: what was planned may have been held or called off."""
    return min(statuses, key=_STATUSES.index)


def furthest_status(statuses: Iterable[AgreementStatus]) -> AgreementStatus:
    """Return how far an agreement got."""
    return min(statuses, key=_AGREEMENT_STATUSES.index)


def agreed_date(dates: Iterable[tuple[Period | None, bool]]) -> When | None:
    """Return the date of several (date, whether it was inferred).

    The most precise counts, then a stated one, then the most frequent. A year that it lacks is taken from another that
    agrees with it.
    """
    known = [(period, inferred) for period, inferred in dates if period is not None]
    if not known:
        return None

    def weight(each: tuple[Period, bool]) -> tuple[object, ...]:
        period, guess = each
        return period.precision, period.start.day is not None, not guess, known.count(each), period.edtf

    best, inferred = max(known, key=weight)
    if best.start.year is None:
        others = [(period, guess) for period, guess in known if period.start.year and compatible(period, best)]
        years = {period.start.year for period, _ in others}
        if len(years) == 1:
            year = years.pop()
            best = Period(*(Day(year, day.month, day.day) for day in (best.start, best.end)))
            inferred = all(guess for _, guess in others)
    return when(best, inferred=inferred)
