"""Build the records of knowledge from what was joined, with the words of every article for every fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar
from urllib.parse import quote

from loaders.folding import fold
from loaders.records import Commitment, Fact, Role
from loaders.reference import countries
from loaders.resolution import differences
from loaders.resolution import knowledge as k
from loaders.resolution.agreements import Agreements, Naming
from loaders.resolution.choosing import (
    LANGUAGES,
    agreed_date,
    best_labels,
    final_status,
    full_names,
    furthest_status,
    most_common,
    usual,
    usual_kind,
)
from loaders.resolution.dates import parse_period
from loaders.resolution.keys import article_key, slug, unique
from loaders.resolution.meetings import Meetings, Telling
from loaders.resolution.organisations import Organisations
from loaders.resolution.people import People
from loaders.resolution.places import shown
from loaders.resolution.posts import Posts, Tenure
from loaders.resolution.restating import Wording, link_restatements
from loaders.resolution.statements import Utterance
from loaders.resolution.views import View, key_of


class _HasKey(Protocol):
    @property
    def key(self) -> k.Key: ...


_R = TypeVar("_R", bound=_HasKey)
_NAMES_IN_KEY = 3


class Proofs:
    """Collects the evidence: one record per fact and telling."""

    def __init__(self) -> None:
        self._found: dict[k.Key, k.Evidence] = {}

    def add(
        self,
        article: str,
        supports: k.Key,
        fact: Fact,
        *,
        part: str = "",
        name: str | None = None,
        date: str | None = None,
        status: str | None = None,
        place: str | None = None,
    ) -> None:
        """Note that `fact` of an article supports a record; `part` tells apart several records of one fact."""
        of = type(fact).__name__.lower()
        key = "/".join(["evidence", quote(article, safe=""), of, *(quote(p, safe="") for p in (fact.id, part) if p)])
        self._found[key] = k.Evidence(
            key, supports, article_key(article), fact.quote, fact.start, fact.end, name, date, status, place
        )

    def all(self) -> tuple[k.Evidence, ...]:
        """Return all evidence, sorted by key."""
        return tuple(self._found[key] for key in sorted(self._found))


def country_records(keys: Iterable[k.Key | None]) -> tuple[k.Country, ...]:
    """Return the reference data of the countries among `keys`."""
    wanted = {key for key in keys if key}
    return tuple(
        k.Country(
            key=key_of(each.iri),
            code=each.code,
            names=tuple(k.Label(lang, each.names[lang][0]) for lang in LANGUAGES if each.names.get(lang)),
            demonyms=tuple(k.Label(lang, form) for lang in LANGUAGES for form in sorted(each.adjectives.get(lang, ()))),
            search_names=tuple(sorted({fold(form) for forms in each.names.values() for form in forms})),
        )
        for each in sorted(countries().values(), key=lambda each: each.iri)
        if key_of(each.iri) in wanted
    )


class Builder:
    """Turns the groups of what was joined into records that point to one another by key."""

    def __init__(
        self,
        views: Sequence[View],
        people: People,
        organisations: Organisations,
        posts: Posts,
        meetings: Meetings,
        agreements: Agreements,
    ) -> None:
        self._views = {view.article.id: view for view in views}
        self._people = people
        self._organisations = organisations
        self._posts = posts
        self._meetings = meetings
        self._agreements = agreements
        self._tellings = {(t.mention.article, t.meeting.id): t for group in meetings.groups for t in group}
        self._proofs = Proofs()
        self._officials = unique(
            "official",
            [
                (slug(full_names((each.lang, each.person.name) for each in g)[0].text), _tie(g[0].mention, g[0].person))
                for g in people.groups
            ],
        )
        self._meeting_keys = unique(
            "meeting", [(self._meeting_name(g), _tie(g[0].mention, g[0].meeting)) for g in meetings.groups]
        )
        self._agreement_keys = self._name_agreements()
        self.members: dict[k.Key, tuple[k.Mention, ...]] = {}

    @property
    def evidence(self) -> tuple[k.Evidence, ...]:
        """All evidence of the records built so far."""
        return self._proofs.all()

    def officials(self) -> tuple[k.Official, ...]:
        """Build the people; every article that names one is evidence."""
        return _sorted(map(self._official, range(len(self._officials))))

    def _official(self, number: int) -> k.Official:
        key, group = self._officials[number], self._people.groups[number]
        self.members[key] = tuple(sorted({each.mention for each in group}))
        for each in group:
            self._proofs.add(each.mention.article, key, each.person, name=each.person.name)
        forms = {form for each in group for form in (each.name.folded, *map(fold, each.person.aliases))}
        names = full_names((each.lang, each.person.name) for each in group)
        return k.Official(key, names, tuple(sorted(forms)), self._people.nationality[number])

    def show_organisations(self) -> None:
        """Note the words in which articles name organisations."""
        for article, view in self._views.items():
            for each in view.extraction.organisations:
                key = self._organisations.key(view, each.id)
                if key and self._organisations.country(key) != key:
                    self._proofs.add(article, key, each, name=each.name)

    def holdings(self) -> tuple[k.Holding, ...]:
        """Build who held which office, seen from the first to the last date of the articles that show it."""
        return _sorted(self._holding(person, post, each) for (person, post), each in self._posts.tenures.items())

    def _holding(self, person: int, post: k.Key, tenures: Sequence[Tenure]) -> k.Holding:
        key = "/".join(["holding", *(each.partition("/")[2] for each in (self._officials[person], post))])
        for each in tenures:
            self._proofs.add(each.article, key, each.post, name=each.post.title)
        shown = [self._views[each.article].article.published for each in tenures if not each.post.former]
        seen = sorted(date for date in shown if date)
        return k.Holding(
            key=key,
            holder=self._officials[person],
            post=post,
            first_seen=seen[0] if seen else None,
            last_seen=seen[-1] if seen else None,
            from_=_edtf(most_common(each.post.from_ for each in tenures)),
            to=_edtf(most_common(each.post.to for each in tenures)),
            former=all(each.post.former for each in tenures),
        )

    def meetings(self) -> tuple[k.Meeting, ...]:
        """Build the meetings with all who took part."""
        return _sorted(map(self._meeting, range(len(self._meeting_keys))))

    def _meeting(self, number: int) -> k.Meeting:
        key, group = self._meeting_keys[number], self._meetings.groups[number]
        self.members[key] = tuple(sorted({each.mention for each in group}))
        for each in group:
            told = each.meeting
            date = each.period.edtf if each.period else None
            self._proofs.add(each.mention.article, key, told, date=date, status=told.status, place=told.place)
        series = most_common(each.series for each in group)
        places = [shown(each.meeting.place) for each in group if each.meeting.place]
        return k.Meeting(
            key=key,
            kind=usual_kind([each.meeting.kind for each in group]),
            status=final_status(each.meeting.status for each in group),
            when=_date_of(group),
            place=usual(places) if places else None,
            edition=most_common(each.meeting.edition for each in group),
            series=self._agreement_keys[series] if series is not None else None,
            participations=tuple(self._participations(key, group)),
            differs=differences.of_meeting(group),
        )

    def _participations(self, key: k.Key, group: Sequence[Telling]) -> Iterator[k.Participation]:
        """Yield one participation per person, organisation or country that some article has at the meeting."""
        roles: dict[k.Key, list[Role | None]] = defaultdict(list)
        posts: dict[k.Key, set[k.Key]] = defaultdict(set)
        sides: dict[k.Key, k.Key | None] = {}
        for telling in group:
            article, told = telling.mention.article, telling.meeting
            for ref in dict.fromkeys((*told.participants, *told.organisations)):
                who = self._who(article, ref)
                if who is None:
                    continue
                roles[who].append(told.roles.get(ref))
                sides[who] = self._side(article, ref)
                posts[who].update(self._posts.held.get((article, self._people.of.get((article, ref), -1)), ()))
                part = "/".join([key.replace("meeting/", "participation/", 1), who])
                self._proofs.add(article, part, told, part=ref, name=self._written(article, ref))
        for who in sorted(roles):
            part = "/".join([key.replace("meeting/", "participation/", 1), who])
            yield k.Participation(part, who, sides[who], most_common(roles[who]), tuple(sorted(posts[who])))

    def _who(self, article: str, ref: str) -> k.Key | None:
        person = self._people.of.get((article, ref))
        return self._officials[person] if person is not None else self._organisations.key(self._views[article], ref)

    def _side(self, article: str, ref: str) -> k.Key | None:
        person = self._people.of.get((article, ref))
        if person is not None:
            return self._people.nationality[person]
        key = self._organisations.key(self._views[article], ref)
        return self._organisations.country(key) if key else None

    def _written(self, article: str, ref: str) -> str:
        """Return the name that an article has for what it refers to by id or by name."""
        read = self._views[article].extraction
        named = next((p.name for p in read.persons if p.id == ref), None)
        return named or next((o.name for o in read.organisations if o.id == ref), ref)

    def _meeting_name(self, group: Sequence[Telling]) -> str:
        when = _date_of(group)
        people = {person for each in group for person in each.people}
        others = {key for each in group for key in each.others}
        names = sorted(self._officials[p].partition("/")[2] for p in people)
        names += sorted(key.rpartition("/")[2].casefold() for key in others)
        listed = names[:_NAMES_IN_KEY] + ([f"and-{len(names) - _NAMES_IN_KEY}"] if len(names) > _NAMES_IN_KEY else [])
        return "-".join([when.edtf.partition("/")[0] if when else "undated", *listed])

    def agreements(self) -> tuple[tuple[k.Agreement, ...], tuple[k.Mechanism, ...]]:
        """Build the documents and the standing mechanisms."""
        documents: list[k.Agreement] = []
        mechanisms: list[k.Mechanism] = []
        editions: dict[int, set[int | None]] = defaultdict(set)
        for telling in self._tellings.values():
            if telling.series is not None:
                editions[telling.series].add(telling.meeting.edition)
        for number, (key, group) in enumerate(zip(self._agreement_keys, self._agreements.groups, strict=True)):
            self.members[key] = tuple(sorted({each.mention for each in group}))
            for each in group:
                date = each.period.edtf if each.period else None
                told = each.agreement
                self._proofs.add(each.mention.article, key, told, name=told.name, date=date, status=told.status)
            if group[0].is_standing:
                mechanisms.append(_mechanism(key, group, editions[number]))
            else:
                documents.append(self._document(key, group))
        return _sorted(documents), _sorted(mechanisms)

    def _document(self, key: k.Key, group: Sequence[Naming]) -> k.Agreement:
        return k.Agreement(
            key=key,
            names=best_labels((each.lang, each.agreement.name) for each in group),
            type=most_common(each.agreement.type for each in group) or "agreement",
            status=furthest_status(each.agreement.status for each in group),
            when=agreed_date((each.period, each.agreement.date_inferred) for each in group),
            parties=tuple(sorted({party for each in group for party in each.parties})),
            signed_at=self._signed_at(group),
            differs=differences.of_agreement(group),
        )

    def _signed_at(self, group: Sequence[Naming]) -> k.Key | None:
        """Return the only meeting of the same day and sides that an article has beside the document's signing."""
        found: set[int] = set()
        for each in group:
            if each.agreement.status != "signed" or not each.period or not each.period.full:
                continue
            article = each.mention.article
            for meeting in self._views[article].extraction.meetings:
                number = self._meetings.of[article, meeting.id]
                telling = self._tellings[article, meeting.id]
                if telling.period == each.period and each.sides <= telling.sides and meeting.status == "held":
                    found.add(number)
        signings = {
            number for number in found if any(t.meeting.kind == "signing" for t in self._meetings.groups[number])
        }
        chosen = signings or found
        return self._meeting_keys[chosen.pop()] if len(chosen) == 1 else None

    def _name_agreements(self) -> list[k.Key]:
        kinds = ["mechanism" if g[0].is_standing else "agreement" for g in self._agreements.groups]
        wanted = [
            (slug(usual(each.agreement.name for each in g)), _tie(g[0].mention, g[0].agreement))
            for g in self._agreements.groups
        ]
        keys = {
            kind: iter(unique(kind, [w for w, each in zip(wanted, kinds, strict=True) if each == kind]))
            for kind in ("mechanism", "agreement")
        }
        return [next(keys[kind]) for kind in kinds]

    def statements(
        self, groups: Sequence[Sequence[Utterance]]
    ) -> tuple[tuple[k.Statement, ...], tuple[k.Statement, ...]]:
        """Build the commitments and the refusals."""
        built: dict[str, list[k.Statement]] = {"commitment": [], "refusal": []}
        wordings: dict[k.Key, list[Wording]] = {}
        for group in groups:
            statement = self._statement(group)
            built[group[0].mention.kind].append(statement)
            wordings[statement.key] = [(each.lang, each.words) for each in group]
        commitments, refusals = (link_restatements(_sorted(each), wordings) for each in built.values())
        return commitments, refusals

    def _statement(self, group: Sequence[Utterance]) -> k.Statement:
        first = group[0]
        key = "/".join([first.mention.kind, quote(first.mention.article, safe=""), quote(first.statement.id, safe="")])
        self.members[key] = tuple(sorted({each.mention for each in group}))
        for each in group:
            self._proofs.add(each.mention.article, key, each.statement)
        meeting = most_common(each.meeting for each in group)
        tellings = self._meetings.groups[meeting] if meeting is not None else ()
        modality = first.statement.modality if isinstance(first.statement, Commitment) else None
        return k.Statement(
            key=key,
            modality=modality,
            when=_date_of(tellings),
            actors=self._keys(party for each in group for party in each.actors),
            counterparts=self._keys(party for each in group for party in each.counterparts),
            actor_sides=tuple(sorted({side for each in group for side in each.actor_sides})),
            counterpart_sides=tuple(sorted({side for each in group for side in each.counterpart_sides})),
            topics=tuple(sorted({topic for each in group for topic in each.topics})),
            made_at=self._meeting_keys[meeting] if meeting is not None else None,
        )

    def _keys(self, parties: Iterable[int | k.Key]) -> tuple[k.Key, ...]:
        return tuple(sorted({self._officials[p] if isinstance(p, int) else p for p in parties}))


def _date_of(tellings: Sequence[Telling]) -> k.When | None:
    return agreed_date((each.period, each.meeting.date_inferred) for each in tellings)


def _tie(mention: k.Mention, fact: Fact) -> str:
    """Return what tells a record from others of the same name: its first mention, exactly."""
    return "\n".join((*mention, fact.id))


def _mechanism(key: k.Key, group: Sequence[Naming], met: set[int | None]) -> k.Mechanism:
    editions = met | {each.agreement.edition for each in group}
    return k.Mechanism(
        key=key,
        names=best_labels((each.lang, each.agreement.name) for each in group),
        type=most_common(each.agreement.type for each in group) or "mechanism",
        status=furthest_status(each.agreement.status for each in group),
        editions=tuple(sorted(edition for edition in editions if edition is not None)),
        parties=tuple(sorted({party for each in group for party in each.parties})),
    )


def _edtf(text: str | None) -> str | None:
    period = parse_period(text)
    return period.edtf if period else None


def _sorted(records: Iterable[_R]) -> tuple[_R, ...]:
    return tuple(sorted(records, key=lambda record: record.key))
