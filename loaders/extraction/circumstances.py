"""Says when and where an event took place, by what its sentences tell and by what was told before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from loaders.extraction.dates import DateMention, dateline_of, report_date
from loaders.extraction.document import Document, Sentence
from loaders.extraction.lexicon import table
from loaders.extraction.partial_dates import apart, partial
from loaders.extraction.places import VIRTUAL, PlaceMention, dateline_place, find_places
from loaders.extraction.words import Phrases
from loaders.reference import country_of

Mention = TypeVar("Mention", DateMention, PlaceMention)

_RECENT = 45  # days from the report within which a date told before still holds for what follows
_NEAR_MONTH, _NEAR_YEAR, _NEAR_COUNTRY = 12, 6, 12  # words from an event within which such a mention is its own
_LEAD = 1  # sentences


@dataclass(frozen=True, slots=True)
class Circumstance:
    """When and where: ISO dates as precise as known, whether concluded, and the place as written or "virtual"."""

    date: str | None = None
    date_end: str | None = None
    inferred: bool = False
    place: str | None = None


class Circumstances:
    """The dates and places of one document.

    Events are asked for in the order of the text, as what one tells holds for the next.
    """

    def __init__(self, document: Document, dates: Sequence[DateMention]) -> None:
        self.document = document
        self.places = find_places(document)
        self.report = report_date(document)
        self._line = dateline_place(document)
        self._line_country = dateline_of(document).country
        self._told_places = [p for p in self.places if p.kind in ("city", "country") and p.at]
        self._there_words = Phrases({"there": table(document.lang, "places").get("there", ())})
        self._days = [d for d in dates if d.kind in ("day", "range")]
        self._vaguer = {kind: [d for d in dates if d.kind == kind] for kind in ("month", "year")}
        self._recent = [d for d in self._days if self._is_recent(d)]
        self._old = [d for d in dates if not self._is_recent(d)]
        self._gone_to = [p for p in self.places if not p.at]
        self._cities = [p for p in self.places if p.kind == "city" and p.at]
        lead = [s.i for s in document.prose()][:_LEAD]
        self._lead = [p for p in self.places if p.kind == "country" and p.at and document.tokens[p.first].sent in lead]
        self._date: DateMention | None = None
        self._place: PlaceMention | None = None

    def of(
        self,
        tokens: Sequence[int],
        *,
        planned: bool = False,
        visit: bool = False,
        remote: bool = False,
    ) -> Circumstance:
        """Return when and where the event took place that the text tells of at `tokens`.

        What was held takes the day of the report where no date is told; what is `planned` does not. A `visit` may take
        days to the end of a range, `remote` talks have no place but "virtual".
        """
        found = self._date_of(tokens, planned, visit)
        place = self._place_of(tokens, remote)
        if found is None:
            date = None if planned else self.report
            return Circumstance(date, None, date is not None, place)
        date, end = found.reading(planned=planned)
        return Circumstance(date, end, found.inferred, place)

    # -- dates

    def _date_of(self, tokens: Sequence[int], planned: bool, visit: bool) -> DateMention | None:
        for token in tokens:
            if own := self._beside(self._days, token, planned, first=token == tokens[0]):
                return self._keep_date(_nearest(own, token, visit))
        for kind, near in (("month", _NEAR_MONTH), ("year", _NEAR_YEAR)):
            for token in tokens:
                if own := self._beside(self._vaguer[kind], token, planned, near=near):
                    return _nearest(own, token, visit)
        if planned:
            return None
        return self._told_before(tokens) or self._told_after(tokens[0])

    def _beside(
        self, dates: Sequence[DateMention], token: int, planned: bool, *, first: bool = True, near: int = 1000
    ) -> list[DateMention]:
        """The dates in the sentence of `token`; a later telling counts only with a recent one."""
        found = [d for d in self._inside(dates, token) if abs(d.first - token) <= near]
        found = [d for d in found if not self._long_past(d)] if planned else found
        return found if first else [d for d in found if self._is_recent(d)]

    def _inside(self, mentions: Sequence[Mention], token: int) -> Sequence[Mention]:
        """Those of `mentions`, which stand in the order of the text, that stand in the sentence of `token`."""
        sentence = self._sentence(token)
        return mentions[_before(mentions, sentence.first) : _before(mentions, sentence.last)]

    def _keep_date(self, mention: DateMention) -> DateMention:
        if self._is_recent(mention):
            self._date = mention
        return mention

    def _told_before(self, tokens: Sequence[int]) -> DateMention | None:
        """The recent day told last before one of the tellings, else that of the event before."""
        for token in tokens:
            if n := _before(self._recent, self._sentence(token).first):
                return self._recent[n - 1]
        return self._date

    def _told_after(self, token: int) -> DateMention | None:
        """The first recent day told after the event, where the day of the report isn't known."""
        if partial(self.report).day:
            return None
        return next(iter(self._recent[_before(self._recent, token + 1) :]), None)

    def _long_past(self, mention: DateMention) -> bool:
        """Whether a date lies so far before the report that nothing can be planned for it."""
        date, end = mention.reading(planned=True)
        told, report = partial(end or date), partial(self.report)
        if told.year is None or report.year is None:
            return False
        before = (told.year, told.month or 12) < (report.year, report.month or 1)
        return before and (apart(told, report) or 0) > _RECENT

    def _is_recent(self, mention: DateMention) -> bool:
        days = apart(partial(mention.date), partial(self.report))
        return days is None or days <= _RECENT

    def _sentence(self, token: int) -> Sentence:
        return self.document.sentences[self.document.tokens[token].sent]

    # -- places

    def _place_of(self, tokens: Sequence[int], remote: bool) -> str | None:
        own = [(t, p) for t in tokens if t == tokens[0] or not self._of_old(t) for p in self._inside(self.places, t)]
        virtual = any(p.kind == "virtual" for _, p in own)
        if remote:
            return VIRTUAL if virtual else None
        there = [(t, p) for t, p in own if p.kind in ("city", "venue")]
        if there and not (virtual and there[0][0] != tokens[0]):
            token = there[0][0]
            return self._keep_place(_closest([p for t, p in there if t == token], token))
        if virtual:
            return VIRTUAL
        if back := self._there(tokens[0]):
            return self._keep_place(back) if back.kind == "city" else back.name
        visited = [p for t, p in own if p.kind == "country" and (not p.at or abs(p.first - t) <= _NEAR_COUNTRY)]
        return self._carried(tokens[0], visited)

    def _there(self, token: int) -> PlaceMention | None:
        """The city or country told last before a sentence that begins with "There"."""
        first = self._sentence(token).first
        told = self._told_places[: _before(self._told_places, first)]
        return told[-1] if told and self._there_words.at(self.document.tokens, first) else None

    def _of_old(self, token: int) -> bool:
        """Whether the sentence tells of what is long past."""
        return bool(self._inside(self._old, token))

    def _keep_place(self, place: PlaceMention) -> str:
        if place.kind == "city":
            self._place = place
            return place.name
        city = self._place.name if self._place else self._dateline_city(None)
        return f"{place.name}, {city}" if city else place.name

    def _carried(self, token: int, visited: list[PlaceMention]) -> str | None:
        """The place told before, the dateline's where it fits, or the country that somebody went to."""
        gone_before, lead = (places[:1] if _before(places[:1], token) else [] for places in (self._gone_to, self._lead))
        visited = visited or gone_before or lead or self._gone_to
        country = visited[0].country if visited else None
        before = _before(self._cities, token)
        fitting = (p for n, p in enumerate(self._cities) if p.country == country or (p.country is None and n < before))
        city = self._place or next(fitting if country else iter(self._cities[:before]), None)
        if city and (country is None or city.country in (None, country)):
            return city.name
        line = self._dateline_city(country)
        if line or visited:
            return line or visited[0].name
        return VIRTUAL if not self._cities and any(p.kind == "virtual" for p in self.places) else None

    def _dateline_city(self, country: str | None) -> str | None:
        """The dateline's place, if it is a known one, and of `country` where that is given."""
        city = self._line
        known = country_of(city, capitals=True) if city else None
        code = known.code if known else self._line_country
        return city if code and country in (None, code) else None


def _before(mentions: Sequence[Mention], token: int) -> int:
    """How many of `mentions`, which stand in the order of the text, begin before `token`."""
    return bisect_left(mentions, token, key=lambda m: m.first)


def _nearest(dates: Sequence[DateMention], token: int, visit: bool) -> DateMention:
    return min(dates, key=lambda d: ((d.kind == "range") != visit, abs(d.first - token)))


def _closest(places: list[PlaceMention], token: int) -> PlaceMention:
    return min(places, key=lambda p: (not p.at, p.kind == "venue", abs(p.first - token)))
