"""The push: what arrives, what a second push sends, what is deleted, and what belongs to others; on both engines."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from loaders.engines import Engine, GraphError, Params, Rows, Transaction
from loaders.engines.embedded import EmbeddedEngine
from loaders.engines.protocol import T
from loaders.ledger import Ledger
from loaders.push import Pushed, push, push_lines

PREFIXES = """
@prefix sc: <https://w3id.org/security-cooperation/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""
TWO_OFFICIALS = """
:lam a sc:Official ; sc:name "To Lam"@en , "Tô Lâm"@vi ; sc:searchNames "lam to" , "to lam" ; sc:met :takeo .
:takeo a sc:Official ; sc:name "Takeo Akiba"@en ; sc:searchNames "akiba takeo" .
"""
A_MEETING = """
:meeting a sc:Meeting ; sc:kind "reception" ; sc:status "held" ; sc:dateFrom "2023-03-06"^^xsd:date ;
  sc:participation :host , :guest .
:host a sc:Participation ; sc:participant :lam ; sc:role "host" .
:guest a sc:Participation ; sc:participant :takeo ; sc:role "guest" .
"""
ALL = TWO_OFFICIALS + A_MEETING
CONTENT = """MATCH (n) WHERE NOT n:PushMarker OPTIONAL MATCH (n)-[r]->(m)
WITH n, type(r) AS type, m.uri AS other ORDER BY type, other
RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties, collect(type + ' ' + other) AS links
ORDER BY uri"""


def quads(turtle: str) -> list[ox.Quad]:
    triples = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode("http://example.org/g")) for quad in triples
    ]


def content(engine: Engine) -> list[dict[str, Any]]:
    """Everything but the marker, with labels in order."""
    return [{**row, "labels": sorted(row["labels"])} for row in engine.read(CONTENT)]


def without_hashes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "properties": {k: v for k, v in row["properties"].items() if k != "hash"}} for row in rows]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def ledger(connection: sqlite3.Connection, engine: Engine) -> Ledger:
    return Ledger(connection, engine.target, "workspace-1")


class Watched:
    """An engine that counts what it is asked, and dies where it is told to."""

    def __init__(self, engine: Engine, die_after: int | None = None, committed: bool = False) -> None:
        self.target = engine.target
        self.writers = engine.writers
        self.writes = 0
        self.reads = 0
        self._engine = engine
        self._die_after = die_after
        self._committed = committed

    def read(self, cypher: str, params: Params | None = None) -> Rows:
        self.reads += 1
        return self._engine.read(cypher, params)

    def write(self, cypher: str, params: Params | None = None) -> Rows:
        return self.transact(lambda transaction: transaction.run(cypher, params))

    def transact(self, work: Callable[[Transaction], T]) -> T:
        self.writes += 1
        if self.writes == self._die_after and not self._committed:
            raise KeyboardInterrupt
        result = self._engine.transact(work)
        if self.writes == self._die_after:
            raise KeyboardInterrupt
        return result

    def close(self) -> None:
        raise AssertionError("the push does not close what it was given")

    def __enter__(self) -> Any:
        raise AssertionError("the push does not open what it was given")

    def __exit__(self, *error: object) -> None:
        raise AssertionError


def test_triples_arrive_as_nodes_and_relationships(engine: Engine, ledger: Ledger) -> None:
    assert push(quads(ALL), engine, ledger) == Pushed(sent=5, deleted=0, unchanged=0)
    base = "http://example.org/"
    assert without_hashes(content(engine)) == [
        {
            "uri": base + "guest",
            "labels": ["Participation", "Resource"],
            "properties": {"uri": base + "guest", "role": "guest"},
            "links": [f"PARTICIPANT {base}takeo"],
        },
        {
            "uri": base + "host",
            "labels": ["Participation", "Resource"],
            "properties": {"uri": base + "host", "role": "host"},
            "links": [f"PARTICIPANT {base}lam"],
        },
        {
            "uri": base + "lam",
            "labels": ["Official", "Resource"],
            "properties": {
                "uri": base + "lam",
                "name": "To Lam",
                "name_vi": "Tô Lâm",
                "search_names": ["lam to", "to lam"],
            },
            "links": [f"MET {base}takeo"],
        },
        {
            "uri": base + "meeting",
            "labels": ["Meeting", "Resource"],
            "properties": {
                "uri": base + "meeting",
                "kind": "reception",
                "status": "held",
                "date_from": datetime.date(2023, 3, 6),
            },
            "links": [f"PARTICIPATION {base}guest", f"PARTICIPATION {base}host"],
        },
        {
            "uri": base + "takeo",
            "labels": ["Official", "Resource"],
            "properties": {"uri": base + "takeo", "name": "Takeo Akiba", "search_names": ["akiba takeo"]},
            "links": [],
        },
    ]


def test_a_second_push_sends_nothing_and_asks_once(engine: Engine, ledger: Ledger) -> None:
    push(quads(ALL), engine, ledger)
    before = content(engine)
    watched = Watched(engine)
    assert push(reversed(quads(ALL)), watched, ledger) == Pushed(sent=0, deleted=0, unchanged=5)
    assert (watched.reads, watched.writes) == (1, 0)
    assert content(engine) == before


def test_only_what_changed_is_sent(engine: Engine, ledger: Ledger, connection: sqlite3.Connection) -> None:
    push(quads(ALL), engine, ledger)
    changed = (
        ALL.replace("sc:Meeting ; ", 'sc:Meeting ; sc:place "Hanoi" ; ')
        .replace("sc:met :takeo", "sc:met :third")
        .replace('sc:kind "reception" ; ', "")
        + ':third a sc:Official ; sc:name "Third"@en .'
    )
    assert push(quads(changed), engine, ledger) == Pushed(sent=3, deleted=0, unchanged=3)
    assert content(engine) == pushed_afresh(engine, changed)


def pushed_afresh(engine: Engine, turtle: str) -> list[dict[str, Any]]:
    """What an emptied graph holds after a push of `turtle`."""
    engine.write("MATCH (n) DETACH DELETE n")
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        push(quads(turtle), engine, Ledger(fresh, engine.target, "workspace-1"))
    finally:
        fresh.close()
    return content(engine)


def test_a_resource_can_change_its_class(engine: Engine, ledger: Ledger) -> None:
    push(quads(TWO_OFFICIALS + ':body a sc:Organisation ; sc:name "Police"@en . :m a sc:Meeting .'), engine, ledger)
    body = ':body a sc:Agency ; sc:name "Police"@en ; sc:parent :ministry .'
    changed = TWO_OFFICIALS + body + ":ministry a sc:Ministry . :m a sc:Agreement ; sc:party :body ."
    assert push(quads(changed), engine, ledger) == Pushed(sent=3, deleted=0, unchanged=2)
    assert content(engine) == pushed_afresh(engine, changed)


def test_what_is_no_longer_wanted_is_deleted(engine: Engine, ledger: Ledger) -> None:
    push(quads(ALL), engine, ledger)
    less = TWO_OFFICIALS.replace("; sc:met :takeo ", "")
    assert push(quads(less), engine, ledger) == Pushed(sent=1, deleted=3, unchanged=1)
    assert content(engine) == pushed_afresh(engine, less)


def test_pushing_nothing_empties_what_was_pushed(engine: Engine, ledger: Ledger) -> None:
    push(quads(ALL), engine, ledger)
    assert push([], engine, ledger) == Pushed(sent=0, deleted=5, unchanged=0)
    assert content(engine) == []


def test_the_data_of_others_is_left_as_it_is(engine: Engine, ledger: Ledger) -> None:
    engine.write("CREATE (:Resource {uri: 'http://else.where/x', it: 1})-[:MET]->(:Note {text: 'mine'})")
    push(quads(ALL), engine, ledger)
    engine.write(
        "MATCH (n:Resource {uri: 'http://example.org/lam'}) "
        "CREATE (n)-[:REMEMBER]->(:Note {uri: 'note', text: 'call'}), (n)-[:MET]->(:Person {uri: 'other'})"
    )
    push(quads(TWO_OFFICIALS.replace("lam to", "lam t.")), engine, ledger)
    links = {row["uri"]: row["links"] for row in content(engine)}
    assert links["http://example.org/lam"] == ["MET http://example.org/takeo", "MET other", "REMEMBER note"]
    push([], engine, ledger)
    left = {row["uri"]: (row["labels"], row["properties"], row["links"]) for row in content(engine)}
    assert left["http://example.org/lam"] == (
        ["Resource"],
        {"uri": "http://example.org/lam", "hash": ""},
        ["MET other", "REMEMBER note"],
    )
    assert left["note"] == (["Note"], {"uri": "note", "text": "call"}, [])
    assert left["http://else.where/x"][:2] == (["Resource"], {"uri": "http://else.where/x", "it": 1})
    assert engine.read("MATCH (:Resource {it: 1})-[r:MET]->(n:Note) RETURN n.text AS text") == [{"text": "mine"}]
    assert "http://example.org/takeo" not in left
    assert push(quads(ALL), engine, ledger).sent == 5
    links = {row["uri"]: row["links"] for row in content(engine)}
    assert links["http://example.org/lam"] == ["MET http://example.org/takeo", "MET other", "REMEMBER note"]


def test_a_first_push_leaves_what_others_put_into_the_graph(engine: Engine, ledger: Ledger) -> None:
    engine.write("CREATE (:Other {kept: 'yes'})")
    push(quads(ALL), engine, ledger)
    assert engine.read("MATCH (n:Other) RETURN n.kept AS kept") == [{"kept": "yes"}]


def test_a_graph_of_another_workspace_is_refused(
    engine: Engine, ledger: Ledger, connection: sqlite3.Connection
) -> None:
    push(quads(ALL), engine, ledger)
    before = content(engine)
    with pytest.raises(GraphError, match=r"another workspace \(workspace-1\)"):
        push(quads(TWO_OFFICIALS), engine, Ledger(connection, "other target", "workspace-2"))
    assert content(engine) == before


def test_a_node_of_others_with_one_of_our_uris_is_refused_before_anything_is_written(
    engine: Engine, ledger: Ledger
) -> None:
    engine.write("CREATE (:Resource {uri: 'http://example.org/takeo', theirs: true})")
    before = content(engine)
    with pytest.raises(GraphError, match=r"nodes of others for our resources \(http://example\.org/takeo"):
        push(quads(ALL), engine, ledger)
    assert content(engine) == before
    assert engine.read("MATCH (m:PushMarker) RETURN m") == []


def test_what_a_lost_workspace_left_is_not_taken_over(
    engine: Engine, ledger: Ledger, connection: sqlite3.Connection
) -> None:
    push(quads(ALL), engine, ledger)
    engine.write("MATCH (m:PushMarker) DELETE m")
    with pytest.raises(GraphError, match="whose marker is gone"):
        push(quads(TWO_OFFICIALS), engine, Ledger(connection, "new", "workspace-2"))


def test_a_graph_that_was_deleted_is_filled_again(engine: Engine, ledger: Ledger) -> None:
    push(quads(ALL), engine, ledger)
    before = content(engine)
    engine.write("MATCH (n) DETACH DELETE n")
    assert push(quads(ALL), engine, ledger) == Pushed(sent=5, deleted=0, unchanged=0)
    assert content(engine) == before


def test_a_graph_set_back_to_an_earlier_state_is_compared_and_mended(engine: Engine, ledger: Ledger) -> None:
    push(quads(ALL), engine, ledger)
    before = content(engine)
    engine.write("MATCH (m:PushMarker) SET m.generation = 'an earlier one'")
    engine.write("MATCH (n:Resource {uri: 'http://example.org/guest'}) DETACH DELETE n")
    engine.write("MATCH (n:Resource {uri: 'http://example.org/lam'}) SET n.name = 'Other', n:Meeting")
    engine.write("MATCH (:Resource {uri: 'http://example.org/meeting'})-[r]->() DELETE r")
    engine.write("CREATE (:Resource:Official {uri: 'http://example.org/stale', hash: 'x'})")
    assert push(quads(ALL), engine, ledger) == Pushed(sent=3, deleted=1, unchanged=2)
    assert content(engine) == before
    assert push(quads(ALL), engine, ledger) == Pushed(sent=0, deleted=0, unchanged=5)


def test_a_lost_ledger_is_made_again_by_comparing(engine: Engine, ledger: Ledger) -> None:
    push(quads(ALL), engine, ledger)
    empty = sqlite3.connect(":memory:", isolation_level=None)
    try:
        again = Ledger(empty, engine.target, "workspace-1")
        assert push(quads(ALL), engine, again) == Pushed(sent=0, deleted=0, unchanged=5)
        watched = Watched(engine)
        assert push(quads(ALL), watched, again).sent == 0
        assert (watched.reads, watched.writes) == (1, 0)
    finally:
        empty.close()


def test_a_node_that_somebody_deleted_is_noticed_when_it_is_needed(engine: Engine, ledger: Ledger) -> None:
    push(quads(TWO_OFFICIALS), engine, ledger)
    engine.write("MATCH (n:Resource {uri: 'http://example.org/takeo'}) DETACH DELETE n")
    push(quads(ALL), engine, ledger)
    assert content(engine) == pushed_afresh(engine, ALL)


@pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
def test_a_push_that_died_anywhere_is_finished_by_the_next(
    engine: Engine, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    monkeypatch.setattr("loaders.graph_writer.BATCH", 2)
    monkeypatch.setattr("loaders.graph_writer.LINKS", 2)
    monkeypatch.setattr("loaders.push.BATCH", 2)
    monkeypatch.setattr("loaders.push.PART", 2)
    first, second = TWO_OFFICIALS + ":old a sc:Meeting . :older a sc:Meeting .", ALL.replace("lam to", "lam t.")
    wanted = pushed_afresh(engine, second)
    for die_after in range(1, 100):
        engine.write("MATCH (n) DETACH DELETE n")
        ledger = Ledger(connection, f"{die_after}", "workspace-1")
        push(quads(first), engine, ledger)
        watched = Watched(engine, die_after, committed)
        try:
            push(quads(second), watched, ledger)
        except KeyboardInterrupt:
            push(quads(second), engine, ledger)
            assert content(engine) == wanted, f"died at write {die_after}"
            assert push(quads(second), engine, ledger).sent == 0
        else:
            break
    assert watched.writes > 5


def test_a_first_push_that_died_is_finished_by_another_one(
    engine: Engine, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.graph_writer.BATCH", 2)
    monkeypatch.setattr("loaders.graph_writer.LINKS", 2)
    monkeypatch.setattr("loaders.push.BATCH", 2)
    monkeypatch.setattr("loaders.push.PART", 2)
    wanted = pushed_afresh(engine, TWO_OFFICIALS)
    for die_after in range(1, 100):
        engine.write("MATCH (n) DETACH DELETE n")
        ledger = Ledger(connection, f"{die_after}", "workspace-1")
        try:
            push(quads(ALL), Watched(engine, die_after, committed=True), ledger)
        except KeyboardInterrupt:
            push(quads(TWO_OFFICIALS), engine, ledger)
            assert content(engine) == wanted, f"died at write {die_after}"
        else:
            break


def test_two_pushes_at_once_end_with_one_refused(engine: Engine, ledger: Ledger) -> None:
    push(quads(TWO_OFFICIALS), engine, ledger)

    class Overtaken(Watched):
        def transact(self, work: Callable[[Transaction], T]) -> T:
            engine.write("MATCH (m:PushMarker) SET m.generation = 'of another push'")
            return super().transact(work)

    with pytest.raises(GraphError, match="at the same time: push again"):
        push(quads(ALL), Overtaken(engine), ledger)
    push(quads(ALL), engine, ledger)
    assert content(engine) == pushed_afresh(engine, ALL)


def test_a_new_version_of_the_ontology_sends_all_again(
    engine: Engine, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(quads(ALL), engine, ledger)
    monkeypatch.setattr("loaders.property_graph._RULE", 0)
    assert push(quads(ALL), engine, ledger) == Pushed(sent=5, deleted=0, unchanged=0)
    assert push(quads(ALL), engine, ledger) == Pushed(sent=0, deleted=0, unchanged=5)


def test_the_same_triple_in_two_articles_gives_one_relationship(engine: Engine, ledger: Ledger) -> None:
    once = quads(ALL)
    twice = [ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode("http://example.org/h")) for q in once]
    push(once + twice, engine, ledger)
    assert content(engine)[2]["links"] == ["MET http://example.org/takeo"]


def test_uris_and_text_are_data_whatever_they_hold(engine: Engine, ledger: Ledger) -> None:
    hostile = "'}) DETACH DELETE n // ` \\\\ \\\" \\u202E <b>"
    push(quads(f':x a sc:Meeting ; sc:place "{hostile}" .'), engine, ledger)
    assert engine.read("MATCH (m:Meeting) RETURN m.place AS place") == [
        {"place": "'}) DETACH DELETE n // ` \\ \" \u202e <b>"}
    ]


def test_what_is_pointed_to_and_not_described_is_a_bare_node_as_long_as_something_points_to_it(
    engine: Engine, ledger: Ledger
) -> None:
    points = ":lam a sc:Official ; sc:met :nobody . :m a sc:Meeting ."
    bare = {
        "uri": "http://example.org/nobody",
        "labels": ["Resource"],
        "properties": {"uri": "http://example.org/nobody", "hash": ""},
        "links": [],
    }
    assert push(quads(points), engine, ledger) == Pushed(sent=2, deleted=0, unchanged=0)
    assert content(engine)[2] == bare
    assert push(quads(points), engine, ledger) == Pushed(sent=0, deleted=0, unchanged=2)
    described = points + ':nobody a sc:Official ; sc:name "Nobody"@en .'
    assert push(quads(described), engine, ledger) == Pushed(sent=1, deleted=0, unchanged=2)
    assert content(engine) == pushed_afresh(engine, described)


def test_a_bare_node_goes_with_the_last_link_to_it(engine: Engine, ledger: Ledger) -> None:
    push(quads(":lam a sc:Official ; sc:met :takeo . :takeo a sc:Official ."), engine, ledger)
    assert push(quads(":lam a sc:Official ; sc:met :takeo ."), engine, ledger) == Pushed(0, deleted=1, unchanged=1)
    assert content(engine) == pushed_afresh(engine, ":lam a sc:Official ; sc:met :takeo .")
    assert push(quads(":lam a sc:Official ."), engine, ledger) == Pushed(sent=1, deleted=0, unchanged=0)
    assert content(engine) == pushed_afresh(engine, ":lam a sc:Official .")


def test_lines_that_are_not_sorted_are_refused(engine: Engine, ledger: Ledger) -> None:
    lines = (
        b"<http://b> <http://p> <http://o> .\n<http://a> <http://p> <http://o> .\n<http://b> <http://q> <http://o> .\n"
    )
    with pytest.raises(ValueError, match="not sorted"):
        push_lines(lines, engine, ledger)


def test_a_graph_filled_at_once_equals_one_that_was_written_by_statements(
    embedded_engine: Engine, connection: sqlite3.Connection, tmp_path: Path
) -> None:
    told = quads(ALL + ':lam sc:nationality :vietnam . :article a sc:Article ; sc:articleId "7" .')
    assert push(told, embedded_engine, Ledger(connection, "filled", "workspace-1")) == Pushed(6, 0, 0)
    with EmbeddedEngine(tmp_path / "written") as other:
        assert push(told, Watched(other), Ledger(connection, "written", "workspace-1")) == Pushed(6, 0, 0)
        assert content(embedded_engine) == content(other)
    ledger = Ledger(connection, "filled", "workspace-1")
    assert push(told, embedded_engine, ledger) == Pushed(0, 0, 6)
    assert push(quads(TWO_OFFICIALS), embedded_engine, ledger) == Pushed(1, 4, 1)
    assert [row["uri"] for row in content(embedded_engine)] == [f"http://example.org/{x}" for x in ("lam", "takeo")]


def test_a_filling_that_breaks_off_leaves_an_empty_graph_that_the_next_push_fills(
    embedded_engine: Engine, connection: sqlite3.Connection
) -> None:
    ledger = Ledger(connection, embedded_engine.target, "workspace-1")
    with pytest.raises(GraphError, match="does not fit the ontology"):
        push(quads(ALL + ':z a sc:Meeting ; sc:kind "a" , "b" .'), embedded_engine, ledger)
    assert content(embedded_engine) == []
    assert push(quads(ALL), embedded_engine, ledger) == Pushed(5, 0, 0)
    assert len(content(embedded_engine)) == 5
