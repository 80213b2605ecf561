"""Kills `kg` at random moments of its work, and looks whether anything is lost, doubled or left undone.

Run: python -m tests.faults.crashes FIGURES.json --moments 200 --seed 1 [--uri bolt://…]
With --uri (and NEO4J_PASSWORD) half of the moments are spent on that Neo4j, whose content is deleted.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.console import Console, Settings
from kg.export import write
from kg.export_formats import ExportFormat
from kg.intake import Intake
from kg.pipeline import described
from kg.workspace import Workspace
from loaders import graph_writer, push, readings
from loaders.engines import open_engine
from loaders.ledger import Ledger
from loaders.push import push_lines
from loaders.resolution import resolve
from loaders.triples import describe
from tests.faults import forked

SAMPLES = Path(__file__).parents[2] / "samples"
CONTENT = """MATCH (n) WHERE NOT n:PushMarker OPTIONAL MATCH (n)-[r]->(m)
WITH n, type(r) AS type, m.uri AS other ORDER BY type, other
RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties, collect(type + ' ' + other) AS links
ORDER BY uri"""
DECISION = """judgement,article,kind,name,other_article,other_kind,other_name,reason
different,tokyo-2023-en,person,to lam,china-2023-en,person,to lam,a test
"""
FIRST = SAMPLES / "articles.jsonl"  # what is there before the others are ingested
_QUIET = Console(Settings(Path("unused"), quiet=True))
COMMANDS = ("first ingest", "ingest", "resolve", "push", "export")


@dataclass(frozen=True)
class State:
    """All that a workspace and its graph can be compared by."""

    articles: list[Any]
    turtle: bytes
    graph: list[Any]


@dataclass(frozen=True)
class Case:
    """A command, the workspace that it begins with, and how many seconds it takes when nobody disturbs it."""

    command: list[str]
    base: Path
    before: list[Any]
    seconds: float
    expected: State


class Campaign:
    """The kills on one engine, the embedded one or the Neo4j at `uri`, in a folder of its own."""

    def __init__(self, folder: Path, uri: str | None) -> None:
        self._folder = folder
        self._uri = uri
        self._to = ["--uri", uri] if uri else []
        self._said = folder / "stderr.txt"
        self._workspace = folder / "workspace"
        folder.mkdir()
        self._cases = self._prepare()

    def kill(self, name: str, chance: random.Random) -> str:
        """Kill the command `name` once, let the next run finish, and return what is wrong then, or nothing."""
        case = self._cases[name]
        longest = case.seconds
        while True:
            workspace = self._begin(case.base)
            ended = self._run(workspace, case.command, kill_after=chance.uniform(0.0, longest))
            if ended.code is None:
                return self._found(workspace, case, ended.stderr)
            longest = min(longest, ended.seconds)  # it ended first: the machine is quicker than it was

    def _found(self, workspace: Path, case: Case, said: str) -> str:
        """What is wrong after a kill and after the next run."""
        with Workspace.open(workspace, create=not case.before) as opened:  # it may not have been made yet
            if opened.connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "the workspace is damaged"
            there = _articles(opened)
        acknowledged = case.expected.articles if "articles read" in said else case.before
        if [each for each in acknowledged if each not in there]:
            return "an acknowledged article is missing"
        if len({article for article, *_ in there}) < len(there):
            return "an article is there twice"
        exported = workspace.with_name("graph.ttl")
        if exported.exists() and exported.read_bytes() not in (b"old", case.expected.turtle):
            return "an export is there in part"
        state, _ = self._finish(workspace, case.command)
        for part in ("articles", "turtle", "graph"):
            if getattr(state, part) != getattr(case.expected, part):
                return f"after the next run the {part} differ from those of an undisturbed run"
        left = [file.name for file in workspace.iterdir() if file.name.endswith((".tmp", ".new"))]
        return f"left behind: {left}" if left else ""

    def _prepare(self) -> dict[str, Case]:
        """Run every command undisturbed, on the workspace that it is to begin with."""
        some, unsent, every, unmade = (self._folder / name for name in ("some", "unsent", "every", "unmade"))
        ingest = ["ingest", str(SAMPLES), *self._to]
        self._clear()
        assert self._run(some, ["ingest", str(FIRST), *self._to]).code == 0
        shutil.copy(some / "graph.nq", _sent(some))
        # Articles that are kept while the graph has not heard of them: their push found no server.
        _copy(some, unsent)
        assert self._run(unsent, ["ingest", str(SAMPLES), "--uri", "bolt://localhost:1"]).code == 1
        (unsent / "graph.nq").unlink()
        cases = {
            "first ingest": self._case(self._folder / "none", ingest),
            "push": self._case(unsent, ["push", *self._to]),
            "ingest": self._case(some, ingest),
        }
        assert cases["first ingest"].expected == cases["push"].expected == cases["ingest"].expected
        shutil.copytree(self._workspace, every)
        shutil.copy(every / "graph.nq", _sent(every))
        _copy(every, unmade)
        (unmade / "graph.nq").unlink()
        cases["resolve"] = self._case(every, ["resolve", "--import", str(self._decisions()), *self._to])
        cases["export"] = self._case(unmade, ["export", "--output", str(self._folder / "graph.ttl")])
        return cases

    def _case(self, base: Path, command: list[str]) -> Case:
        """Run a command undisturbed, for its time and its outcome."""
        state, seconds = self._finish(self._begin(base), command)
        before = []
        if base.exists():
            with Workspace.open(base) as opened:
                before = _articles(opened)
        return Case(command, base, before, seconds, state)

    def _begin(self, base: Path) -> Path:
        """A fresh copy of a base, with the graph as the base knows it."""
        workspace = self._workspace
        for old in (workspace, self._folder / "graph.ttl"):
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
        self._clear()
        if base.exists():
            shutil.copytree(base, workspace)
            self._restore(base)
            (self._folder / "graph.ttl").write_bytes(b"old")
        return workspace

    def _restore(self, base: Path) -> None:
        """Fill Neo4j with what the ledger of `base` says that it holds."""
        if not self._uri:
            return
        with Workspace.open(base) as opened, open_engine(self._uri, base) as engine:
            before = Ledger(opened.connection, engine.target, opened.id).standing().generation
            connection = sqlite3.connect(":memory:", isolation_level=None)
            push_lines(_sent(base).read_bytes(), engine, Ledger(connection, engine.target, opened.id))
            connection.close()
            engine.write("MATCH (m:PushMarker) SET m.generation = $before", {"before": before})

    def _clear(self) -> None:
        if self._uri:
            with open_engine(self._uri, self._folder) as engine:
                engine.write("MATCH (n) DETACH DELETE n")

    def _run(self, workspace: Path, command: list[str], kill_after: float | None = None) -> forked.Ended:
        return forked.kg(["--workspace", str(workspace), *command], self._said, kill_after)

    def _finish(self, workspace: Path, command: list[str]) -> tuple[State, float]:
        """Run a command to its end; return what there is then, and how many seconds it took.

        The graph is read in the process of the command, where Java runs already.
        """
        found, begun = self._folder / "graph.json", time.monotonic()

        def look() -> None:
            seconds = time.monotonic() - begun
            with open_engine(self._uri, workspace / "graph") as engine:
                content = [{**row, "labels": sorted(row["labels"])} for row in engine.read(CONTENT)]
            found.write_text(json.dumps([content, seconds], default=str), encoding="utf-8")

        ended = forked.kg(["--workspace", str(workspace), *command], self._said, then=look)
        assert ended.code == 0, f"a run that nobody disturbed failed: {ended.stderr}"
        content, seconds = json.loads(found.read_text(encoding="utf-8"))
        turtle = BytesIO()
        with Workspace.open(workspace) as opened:
            write(described(opened, _QUIET), ExportFormat.TURTLE, turtle)
            return State(_articles(opened), turtle.getvalue(), content), seconds

    def _decisions(self) -> Path:
        """A file with a decision that changes the graph."""
        file = self._folder / "decisions.csv"
        file.write_text(DECISION, encoding="utf-8")
        return file


def _sent(base: Path) -> Path:
    """Where the quads are that the graph of a base was made from."""
    return base.with_name(f"{base.name}.nq")


def _copy(base: Path, other: Path) -> None:
    """Copy a base with its quads."""
    shutil.copytree(base, other)
    shutil.copy(_sent(base), _sent(other))


def _articles(workspace: Workspace) -> list[Any]:
    query = "SELECT id, content, record, cleaned, reader, extraction FROM articles JOIN"
    extractions = "(SELECT article, reader, record AS extraction FROM extractions) ON article = id ORDER BY id"
    return workspace.connection.execute(f"{query} {extractions}").fetchall()


def _load() -> None:
    """Do in this process what the children need not do: load modules and read the articles, which writes nothing.

    Transactions are made small, so that there are many to die in, and Java is told to spend no time on running fast.
    """
    for module in ("kg.cli", "loaders.engines.embedded", "loaders.engines.bolt"):
        import_module(module)
    read = readings.read_batch(list(Intake(_QUIET).articles([str(SAMPLES)])))
    known = {reading[0].id: reading for reading in read}
    list(describe(resolve([cleaned for _, cleaned, _ in read], [extraction for *_, extraction in read], [])))
    readings.read_batch = lambda articles: [known[article.id] for article in articles]
    gc.freeze()
    pipeline._BATCH = 2
    graph_writer.BATCH = push.BATCH = 100
    graph_writer.LINKS = push.PART = 200
    os.environ.setdefault("ARCADEDB_JVM_ARGS", "-XX:TieredStopAtLevel=1")


def run(folder: Path, uri: str | None, moments: int, seed: int, figures: Path) -> bool:
    """Kill `kg` at so many moments, every command on every engine in turn; tell whether nothing was lost.

    The figures of each command and engine are in the file `figures` after every moment, as JSON.
    """
    _load()
    campaigns = {"embedded": Campaign(folder / "embedded", None)}
    if uri:
        campaigns["Neo4j"] = Campaign(folder / "neo4j", uri)
    print("Every command was run undisturbed; now they are killed.", file=sys.stderr, flush=True)
    kinds = [(command, engine) for command in COMMANDS for engine in campaigns]
    chance = random.Random(seed)
    tried: Counter[tuple[str, str]] = Counter()
    wrong: dict[tuple[str, str], list[str]] = {kind: [] for kind in kinds}
    for number in range(moments):
        kind = kinds[number % len(kinds)]
        try:
            problem = campaigns[kind[1]].kill(kind[0], chance)
        except Exception as error:  # counts as a loss
            problem = f"{type(error).__name__}: {error}"
        tried[kind] += 1
        wrong[kind] += [problem] if problem else []
        print(f"{number + 1} of {moments}: {' on '.join(kind)}: {problem or 'survived'}", file=sys.stderr, flush=True)
        rows = [{"command": c, "engine": e, "tried": tried[c, e], "lost": wrong[c, e]} for c, e in kinds]
        figures.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return not any(wrong.values())


def main() -> None:
    """Run the campaign that the command line asks for; exit code 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", type=Path)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--uri")
    given = parser.parse_args()
    for name in ("NEO4J_URI", "KG_WORKSPACE"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if run(Path(folder), given.uri, given.moments, given.seed, given.figures) else 1)


if __name__ == "__main__":
    main()
