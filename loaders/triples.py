"""Describe: knowledge as quads in the ontology's terms; a class added here and to the ontology reaches every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

import pyoxigraph as ox

from loaders.folding import fold
from loaders.resolution import knowledge as k
from loaders.topics import topics

NS = "https://w3id.org/security-cooperation/ns#"
CONCLUSIONS = "graph/conclusions"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE, _INTEGER, _BOOLEAN = (ox.NamedNode(_XSD + name) for name in ("date", "integer", "boolean"))

_Node = tuple[ox.NamedNode, str, Iterable[tuple[str, ox.NamedNode | ox.Literal]]]


def describe(knowledge: k.Knowledge, data: str = k.DATA) -> Iterator[ox.Quad]:
    """Yield all of `knowledge` as quads, without blank nodes.

    What an article says (itself, its evidence) is in the article's own graph, what was concluded from all of them in
    the graph `graph/conclusions`. `data` is the namespace that keys are put below.
    """
    names = _Names(data)
    conclusions = names.iri(CONCLUSIONS)
    for node, cls, properties in _concluded(knowledge, names):
        yield ox.Quad(node, _TYPE, _term(cls), conclusions)
        for name, value in properties:
            yield ox.Quad(node, _term(name), value, conclusions)
    for first, second in _met(knowledge):
        yield ox.Quad(names.iri(first), _term("met"), names.iri(second), conclusions)
    for article, node, cls, properties in _told(knowledge, names):
        graph = names.iri("graph/" + article)
        yield ox.Quad(node, _TYPE, _term(cls), graph)
        for name, value in properties:
            yield ox.Quad(node, _term(name), value, graph)


class _Names:
    """Turns keys into IRIs and values into literals."""

    def __init__(self, data: str) -> None:
        self._data = data
        self._known: dict[k.Key, ox.NamedNode] = {}

    def iri(self, key: k.Key) -> ox.NamedNode:
        """Return the IRI of a key."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = ox.NamedNode(self._data + key)
        return known

    def refs(self, name: str, keys: Iterable[k.Key | None]) -> Iterator[tuple[str, ox.NamedNode]]:
        """Yield an object property for each key."""
        for key in keys:
            if key is not None:
                yield name, self.iri(key)


@lru_cache(maxsize=200)
def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(NS + name)


def _text(name: str, *values: str | None) -> Iterator[tuple[str, ox.Literal]]:
    for value in values:
        if value is not None:
            yield name, ox.Literal(value)


def _labels(name: str, labels: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ox.Literal]]:
    for lang, text in labels:
        yield name, ox.Literal(text, language=lang)


def _named(name: str, labels: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ox.Literal]]:
    """Yield a name or title in its languages, and as the label the one by which it is shown."""
    in_order = tuple(labels)
    yield from _text("label", _shown(in_order))
    yield from _labels(name, in_order)


def _shown(labels: Iterable[tuple[str, str]]) -> str | None:
    """Return the text in the first of the languages, whose order the labels have."""
    return next((text for _, text in labels), None)


def _number(name: str, *values: int | None) -> Iterator[tuple[str, ox.Literal]]:
    for value in values:
        if value is not None:
            yield name, ox.Literal(str(value), datatype=_INTEGER)


def _truth(name: str, value: bool) -> Iterator[tuple[str, ox.Literal]]:
    yield name, ox.Literal("true" if value else "false", datatype=_BOOLEAN)


def _when(when: k.When | None) -> Iterator[tuple[str, ox.Literal]]:
    if when is not None:
        yield from _text("dateEdtf", when.edtf)
        if when.first and when.last:
            yield "dateFrom", ox.Literal(when.first, datatype=_DATE)
            yield "dateTo", ox.Literal(when.last, datatype=_DATE)


def _concluded(knowledge: k.Knowledge, names: _Names) -> Iterator[_Node]:
    """Yield (node, class, properties) of everything that articles together tell."""
    for country in knowledge.countries:
        yield names.iri(country.key), "Country", _country(country)
    for official in knowledge.officials:
        yield names.iri(official.key), "Official", _official(official, names)
    for organisation in knowledge.organisations:
        yield names.iri(organisation.key), organisation.cls, _organisation(organisation, names)
    for post in knowledge.posts:
        yield names.iri(post.key), "Post", _post(post, names)
    for holding in knowledge.holdings:
        yield names.iri(holding.key), "PostHolding", _holding(holding, names)
    present: tuple[k.Country | k.Official | k.Organisation, ...]
    present = (*knowledge.countries, *knowledge.officials, *knowledge.organisations)
    shown = {each.key: _shown(each.names) or "" for each in present}
    for meeting in knowledge.meetings:
        yield names.iri(meeting.key), "Meeting", _meeting(meeting, names, shown)
        for part in meeting.participations:
            yield names.iri(part.key), "Participation", _participation(part, names)
    for agreement in knowledge.agreements:
        yield names.iri(agreement.key), "Agreement", _agreement(agreement, names)
    for mechanism in knowledge.mechanisms:
        yield names.iri(mechanism.key), "Mechanism", _mechanism(mechanism, names)
    for commitment in knowledge.commitments:
        yield names.iri(commitment.key), "Commitment", _statement(commitment, names)
    for refusal in knowledge.refusals:
        yield names.iri(refusal.key), "Refusal", _statement(refusal, names)
    yield from _used_topics(knowledge)


def _country(country: k.Country) -> Iterator[tuple[str, ox.Literal]]:
    yield from _text("countryCode", country.code)
    yield from _named("name", country.names)
    yield from _labels("demonym", country.demonyms)
    yield from _text("searchNames", *country.search_names)


def _official(official: k.Official, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _named("name", official.names)
    yield from _text("searchNames", *official.search_names)
    yield from names.refs("nationality", [official.nationality])


def _organisation(organisation: k.Organisation, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _named("name", organisation.names)
    yield from _text("acronym", *organisation.acronyms)
    yield from _text("searchNames", *organisation.search_names)
    yield from names.refs("country", [organisation.country])
    yield from names.refs("parent", [organisation.parent])


def _post(post: k.Post, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _named("title", post.titles)
    yield from names.refs("postIn", [post.organisation])
    yield from names.refs("country", [post.country])
    yield from _truth("soleHolder", post.sole)


def _holding(holding: k.Holding, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from names.refs("holder", [holding.holder])
    yield from names.refs("post", [holding.post])
    yield from _text("firstSeen", holding.first_seen)
    yield from _text("lastSeen", holding.last_seen)
    yield from _text("from", holding.from_)
    yield from _text("to", holding.to)
    yield from _truth("former", holding.former)


def _meeting(
    meeting: k.Meeting, names: _Names, shown: Mapping[k.Key, str]
) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    met = ", ".join(sorted(shown[part.participant] for part in meeting.participations if part.participant in shown))
    yield from _text("label", f"{meeting.when.edtf if meeting.when else 'undated'} {meeting.kind}: {met}")
    yield from _text("kind", meeting.kind)
    yield from _text("status", meeting.status)
    yield from _when(meeting.when)
    if meeting.when is not None:
        yield from _truth("dateInferred", meeting.when.inferred)
    yield from _text("place", meeting.place)
    yield from _number("edition", meeting.edition)
    yield from _text("differsIn", *meeting.differs)
    yield from names.refs("series", [meeting.series])
    yield from names.refs("participation", (part.key for part in meeting.participations))


def _participation(part: k.Participation, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from names.refs("participant", [part.participant])
    yield from names.refs("side", [part.side])
    yield from _text("role", part.role)
    yield from names.refs("heldPost", part.posts)


def _agreement(agreement: k.Agreement, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _named("name", agreement.names)
    yield from _text("agreementType", agreement.type)
    yield from _text("status", agreement.status)
    yield from _when(agreement.when)
    yield from names.refs("party", agreement.parties)
    yield from names.refs("signedAt", [agreement.signed_at])
    yield from _text("differsIn", *agreement.differs)


def _mechanism(mechanism: k.Mechanism, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _named("name", mechanism.names)
    yield from _text("agreementType", mechanism.type)
    yield from _text("status", mechanism.status)
    yield from _number("editionsSeen", *mechanism.editions)
    yield from names.refs("party", mechanism.parties)


def _statement(statement: k.Statement, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _text("modality", statement.modality)
    yield from _when(statement.when)
    yield from names.refs("actor", statement.actors)
    yield from names.refs("counterpart", statement.counterparts)
    yield from names.refs("actorSide", statement.actor_sides)
    yield from names.refs("counterpartSide", statement.counterpart_sides)
    yield from (("topic", ox.NamedNode(topics()[topic].iri)) for topic in statement.topics if topic in topics())
    yield from names.refs("madeAt", [statement.made_at])
    yield from names.refs("restates", [statement.restates])


def _used_topics(knowledge: k.Knowledge) -> Iterator[_Node]:
    """Yield the topics of the statements, and those above them."""
    known = topics()
    wanted = {
        topic for each in (*knowledge.commitments, *knowledge.refusals) for topic in each.topics if topic in known
    }
    queue = sorted(wanted)
    while queue:
        broader = known[queue.pop()].broader
        if broader and broader not in wanted:
            wanted.add(broader)
            queue.append(broader)
    for name in sorted(wanted):
        topic = known[name]
        folded = sorted({fold(text) for text in (*(text for _, text in topic.names), *topic.synonyms)})
        above = [("broader", ox.NamedNode(known[topic.broader].iri))] if topic.broader else []
        yield ox.NamedNode(topic.iri), "Topic", [*_named("name", topic.names), *_text("searchNames", *folded), *above]


def _met(knowledge: k.Knowledge) -> Iterator[tuple[k.Key, k.Key]]:
    """Yield every two officials who took part in a meeting that was held, the smaller key first, once."""
    people = {official.key for official in knowledge.officials}
    seen: set[tuple[k.Key, k.Key]] = set()
    for meeting in knowledge.meetings:
        if meeting.status == "held":
            present = sorted({part.participant for part in meeting.participations} & people)
            seen.update(combinations(present, 2))
    yield from sorted(seen)


def _told(
    knowledge: k.Knowledge, names: _Names
) -> Iterator[tuple[k.Key, ox.NamedNode, str, Iterable[tuple[str, ox.NamedNode | ox.Literal]]]]:
    """Yield (article, node, class, properties) of the articles and of the words that they have for each fact."""
    for source in knowledge.articles:
        yield source.key, names.iri(source.key), "Article", _source(source, names)
        yield source.key, names.iri(source.origin), "Origin", ()
    for evidence in knowledge.evidence:
        yield evidence.article, names.iri(evidence.key), "Evidence", _evidence(evidence, names)


def _source(source: k.Source, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from _text("label", source.headline or source.url or source.id)
    yield from _text("articleId", source.id)
    yield from _text("url", source.url)
    yield from _text("headline", source.headline)
    yield from _text("language", source.lang)
    yield from _text("published", source.published)
    yield from _text("outlet", source.outlet)
    yield from names.refs("origin", [source.origin])


def _evidence(evidence: k.Evidence, names: _Names) -> Iterator[tuple[str, ox.NamedNode | ox.Literal]]:
    yield from names.refs("supports", [evidence.supports])
    yield from names.refs("inArticle", [evidence.article])
    yield from _text("quote", evidence.quote)
    yield from _number("start", evidence.start)
    yield from _number("end", evidence.end)
    yield from _text("writtenName", evidence.written_name)
    yield from _text("dateEdtf", evidence.date)
    yield from _text("status", evidence.status)
    yield from _text("place", evidence.place)
