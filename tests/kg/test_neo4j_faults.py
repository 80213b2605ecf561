"""Faults of Neo4j, and of the way to it, during `kg push`: one sentence, exit code 1, and the next push finishes."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest

from bench.made_graph import lines
from kg import neo4j_server as local
from kg.workspace import Workspace
from loaders.engines import Engine, Transaction
from loaders.engines.bolt import Neo4jEngine
from loaders.graph_writer import GraphWriter
from tests.faults.bolt_server import BoltServer
from tests.faults.proxy import Proxy

pytestmark = pytest.mark.neo4j

Run = Callable[..., Any]
OURS = """MATCH (n:Resource) WHERE n.hash IS NOT NULL OPTIONAL MATCH (n)-[r]->(m:Resource)
WITH n, type(r) AS type, m.uri AS other ORDER BY type, other
RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties, collect(type + ' ' + other) AS links
ORDER BY uri"""
OTHERS = "MATCH (n) WHERE n.hash IS NULL AND NOT n:PushMarker RETURN labels(n) AS labels, properties(n) AS properties"
THEIRS = "CREATE (:Resource {uri: 'http://else.where/x', it: 1}), (:Note {text: 'mine'})"
MEETINGS = 12
CUTS = sorted(random.Random(7).sample(range(2_000, 90_000), 8))  # after so many bytes a connection is cut


class Push(NamedTuple):
    """A workspace whose graph is made, and how to push it."""

    kg: Run
    expected: list[Any]

    def __call__(self, uri: str, *options: str) -> Any:
        return self.kg(*options, "push", "--uri", uri)

    def finishes(self, uri: str, engine: Engine) -> None:
        """Push undisturbed and compare the graph with one that was pushed undisturbed; others' nodes are untouched."""
        done = self(uri)
        assert (done.code, done.stdout) == (0, ""), done.stderr
        assert content(engine) == self.expected
        assert engine.read(OTHERS + " ORDER BY labels") == [
            {"labels": ["Note"], "properties": {"text": "mine"}},
            {"labels": ["Resource"], "properties": {"uri": "http://else.where/x", "it": 1}},
        ]


def content(engine: Engine) -> list[Any]:
    return [{**row, "labels": sorted(row["labels"])} for row in engine.read(OURS)]


def one_sentence(done: Any) -> str:
    """What a command said that failed, which is one sentence."""
    assert (done.code, done.stdout) == (1, ""), done.stderr
    (said,) = [line for line in done.stderr.splitlines() if "not ready; waiting" not in line]
    assert said.startswith("kg: ")
    assert said.endswith(".")
    return str(said)


@pytest.fixture
def workspace(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a graph, in the working folder of `kg`; its push takes many small transactions."""
    with Workspace.open(tmp_path / ".kg", create=True) as opened:
        opened.quads_file.write_bytes(lines(MEETINGS))
    monkeypatch.setattr("kg.pipeline.make_graph", lambda workspace, console: "state")
    for module in ("loaders.graph_writer", "loaders.push"):
        monkeypatch.setattr(f"{module}.BATCH", 40)
    monkeypatch.setattr("loaders.graph_writer.LINKS", 40)
    monkeypatch.setattr("loaders.push.PART", 100)
    return tmp_path / ".kg"


@pytest.fixture
def push(
    kg: Run,
    workspace: Path,
    neo4j_server: dict[str, str],
    neo4j_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> Push:
    """A push to a Neo4j that holds others' nodes; what it makes when it isn't disturbed is known."""
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server["NEO4J_PASSWORD"])
    assert kg("push", "--uri", neo4j_server["NEO4J_URI"]).code == 0
    expected = content(neo4j_engine)
    assert len(expected) > 100
    neo4j_engine.write("MATCH (n) DETACH DELETE n")
    neo4j_engine.write(THEIRS)
    return Push(kg, expected)


@pytest.fixture
def proxy(neo4j_server: dict[str, str]) -> Iterator[Proxy]:
    with Proxy(int(neo4j_server["NEO4J_URI"].rpartition(":")[2])) as opened:
        yield opened


def at_link_batch(monkeypatch: pytest.MonkeyPatch, number: int, happens: Callable[[], object]) -> None:
    """Let something happen in the middle of the transaction of a push that writes its links for the nth time."""
    write, count = GraphWriter._link_batch, iter(range(1, 100_000))

    def disturbed(self: GraphWriter, transaction: Transaction, change: str, links: Any, tried: Iterator[int]) -> None:
        write(self, transaction, change, links, tried)
        if next(count) == number:
            happens()

    monkeypatch.setattr(GraphWriter, "_link_batch", disturbed)


@pytest.mark.parametrize("after", CUTS)
def test_a_connection_that_is_cut(push: Push, proxy: Proxy, neo4j_engine: Engine, after: int) -> None:
    uri = f"bolt://localhost:{proxy.port}"
    proxy.cut(after)
    done = push(uri)
    assert proxy.cuts == 1
    if done.code:  # where the answer to a commit is lost nobody can know whether to try again
        assert "broke during a commit: run the command again" in one_sentence(done)
    push.finishes(uri, neo4j_engine)


def test_connections_that_stay_cut(
    push: Push, proxy: Proxy, neo4j_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = f"bolt://localhost:{proxy.port}"
    with monkeypatch.context() as impatient:
        impatient.setattr("loaders.engines.bolt.PATIENCE", 2.0)
        proxy.cut(20_000, times=1_000_000)
        assert f"No Neo4j answers at {uri}" in one_sentence(push(uri))
    proxy.cut(0, times=0)
    push.finishes(uri, neo4j_engine)


def test_a_transaction_that_somebody_ends(
    push: Push, neo4j_server: dict[str, str], neo4j_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_them() -> None:
        running = "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS query"
        with Neo4jEngine(neo4j_server["NEO4J_URI"], password=neo4j_server["NEO4J_PASSWORD"]) as other:
            ids = [row["id"] for row in other.read(running) if not row["query"].startswith("SHOW")]
            assert ids
            other.read("TERMINATE TRANSACTIONS $ids", {"ids": ids})

    with monkeypatch.context() as disturbed:
        at_link_batch(disturbed, 2, end_them)
        said = one_sentence(push(neo4j_server["NEO4J_URI"]))
    assert "ended our transaction" in said
    push.finishes(neo4j_server["NEO4J_URI"], neo4j_engine)


def test_somebody_who_writes_at_the_same_time(push: Push, neo4j_server: dict[str, str], neo4j_engine: Engine) -> None:
    """The other one makes nodes of his own and hangs them on ours, which locks them."""
    ended = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        with Neo4jEngine(neo4j_server["NEO4J_URI"], password=neo4j_server["NEO4J_PASSWORD"]) as other:
            while not ended.is_set():
                other.write("CREATE (b:Busy) WITH b MATCH (n:Official) WITH b, n LIMIT 5 CREATE (b)-[:ABOUT]->(n)")
                written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        done = push(neo4j_server["NEO4J_URI"])
    finally:
        ended.set()
        writer.join()
    assert done.code == 0, done.stderr
    assert neo4j_engine.read("MATCH (b:Busy) RETURN count(b) AS there") == [{"there": written}]
    assert written > 0
    neo4j_engine.write("MATCH (b:Busy) DETACH DELETE b")
    push.finishes(neo4j_server["NEO4J_URI"], neo4j_engine)


def test_the_graph_of_another_workspace(push: Push, neo4j_server: dict[str, str], neo4j_engine: Engine) -> None:
    neo4j_engine.write("CREATE (:PushMarker {key: 'graph', workspace: 'another', generation: 'x'})")
    before = content(neo4j_engine)
    assert "holds the graph of another workspace (another)" in one_sentence(push(neo4j_server["NEO4J_URI"]))
    assert content(neo4j_engine) == before
    neo4j_engine.write("MATCH (m:PushMarker) DELETE m")
    push.finishes(neo4j_server["NEO4J_URI"], neo4j_engine)


@pytest.mark.parametrize("verbose", [False, True], ids=["", "verbose"])
def test_a_wrong_password(
    push: Push, neo4j_server: dict[str, str], neo4j_engine: Engine, monkeypatch: pytest.MonkeyPatch, verbose: bool
) -> None:
    with monkeypatch.context() as wrong:
        wrong.setenv("NEO4J_PASSWORD", "a wrong secret")
        done = push(neo4j_server["NEO4J_URI"], *["--verbose"] * verbose)
    assert done.code == 1
    assert ("Traceback" in done.stderr) == verbose
    assert done.stderr.splitlines()[-1].endswith("refuses the sign-in: check NEO4J_USERNAME and NEO4J_PASSWORD.")
    assert "a wrong secret" not in done.stderr
    push.finishes(neo4j_server["NEO4J_URI"], neo4j_engine)


def test_a_database_that_is_not_there(push: Push, neo4j_server: dict[str, str], neo4j_engine: Engine) -> None:
    with pytest.MonkeyPatch.context() as wrong:
        wrong.setenv("NEO4J_DATABASE", "nowhere")
        assert "no database 'nowhere': check NEO4J_DATABASE" in one_sentence(push(neo4j_server["NEO4J_URI"]))
    push.finishes(neo4j_server["NEO4J_URI"], neo4j_engine)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.9", "Neo4j/5.25.1", "Other/5"])
def test_a_server_of_a_wrong_version(kg: Run, workspace: Path, agent: str) -> None:
    with BoltServer(agent) as server:
        assert "Neo4j 5.26 or later" in one_sentence(kg("push", "--uri", server.uri))


def test_a_database_that_is_starting(kg: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.engines.bolt.PATIENCE", 1.0)
    with BoltServer("Neo4j/5.26.3", unready=1_000) as server:
        done = kg("push", "--uri", server.uri)
        assert "is not ready: try again when the server has started" in one_sentence(done)
        assert done.stderr.count("waiting up to 1 s") == 1
    with BoltServer("Neo4j/5.26.3", unready=3) as server, Neo4jEngine(server.uri):
        assert server.unready == 0


def test_what_differs_is_told(push: Push, neo4j_server: dict[str, str], neo4j_engine: Engine) -> None:
    uri = neo4j_server["NEO4J_URI"]
    push.finishes(uri, neo4j_engine)
    assert push.kg("check", "--uri", uri).code == 0
    neo4j_engine.write("MATCH (n:Official) WITH n ORDER BY n.uri LIMIT 1 SET n.name = 'Somebody'")
    done = push.kg("check", "--uri", uri, "--format", "csv")
    assert done.code == 4
    assert done.stdout.count("differs from the workspace") == 1


class Own(NamedTuple):
    """A Neo4j of this module's, which may be stopped."""

    folder: Path
    bolt: int
    http: int

    def start(self) -> None:
        local.start(self.folder, self.bolt, self.http)

    @property
    def uri(self) -> str:
        return f"bolt://localhost:{self.bolt}"


@pytest.fixture(scope="module")
def own(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], neo4j_server: dict[str, str]
) -> Iterator[Own]:
    server = Own(tmp_path_factory.mktemp("own"), free_port(), free_port())
    server.start()
    yield server
    local.stop(server.folder)


@pytest.fixture
def own_push(push: Push, own: Own, monkeypatch: pytest.MonkeyPatch) -> Push:
    """A push to the server of this module, emptied."""
    monkeypatch.setenv("NEO4J_PASSWORD", (own.folder / "password").read_text().strip())
    with Neo4jEngine.from_environment(own.uri) as engine:
        engine.write("MATCH (n) DETACH DELETE n")
        engine.write(THEIRS)
    return push


@pytest.mark.slow
@pytest.mark.parametrize("how", ["stopped", "killed"])
def test_a_server_that_is_restarted(own_push: Push, own: Own, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    starting = threading.Thread(target=own.start)

    def restart() -> None:
        if how == "stopped":
            local.stop(own.folder)
        else:
            process = psutil.Process(local.status(own.folder).pid)  # type: ignore[union-attr]
            process.kill()
            process.wait()
        starting.start()

    with monkeypatch.context() as disturbed:
        disturbed.setattr("loaders.engines.bolt.PATIENCE", 200.0)
        at_link_batch(disturbed, 2, restart)
        done = own_push(own.uri)
    starting.join()
    if done.code:
        assert "broke during a commit: run the command again" in one_sentence(done)
    with Neo4jEngine.from_environment(own.uri) as engine:
        own_push.finishes(own.uri, engine)


@pytest.mark.slow
def test_a_database_that_lets_nobody_write(own_push: Push, own: Own, tmp_path: Path) -> None:
    read_only = tmp_path / "read-only.conf"
    read_only.write_text(local.CONFIGURATION.read_text() + "server.databases.default_to_read_only=true\n")
    local.stop(own.folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kg.neo4j_server.CONFIGURATION", read_only)
        own.start()
    assert "lets nobody write: its database is set to read-only" in one_sentence(own_push(own.uri))
    local.stop(own.folder)
    own.start()
    with Neo4jEngine.from_environment(own.uri) as engine:
        own_push.finishes(own.uri, engine)
