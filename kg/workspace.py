"""The workspace: a folder with one SQLite file for all that must not be lost, and the graph that can be rebuilt."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import FailureError
from loaders.readings import Reading
from loaders.records import Article, Extraction
from loaders.sources import Rejection

if TYPE_CHECKING:
    from loaders.resolution.decisions import Decision, Judgement

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
FILE = "workspace.sqlite"  # the file in a workspace that must not be lost
_APPLICATION = 0x5343_4B47  # "SCKG", which tells our files from those of others
_PATIENCE = 60.0  # seconds for which one statement waits for another process's
_OUTDATED = "DELETE FROM meta WHERE key = 'graph'"  # done with each change of what the graph is made from
_DECISION = "judgement, first_article, first_kind, first_name, second_article, second_kind, second_name, reason"
_SETTLED = {"title", "published", "noise"}  # the fields of an article that cleaning settles


@dataclass(frozen=True)
class NamedThing:
    """One way to call a resource: its kind, the name folded, the URI, and the name to show."""

    kind: str
    folded: str
    uri: str
    label: str


class Workspace:
    """An open workspace. Use it as a context manager; each change is one transaction, durable when it returns."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.connection = connection

    @classmethod
    def open(cls, folder: Path, create: bool = False) -> Self:
        """Open the workspace in `folder`, migrated to the present form; `create` makes it when it isn't there.

        Raises `FailureError` when there is none, when it is of a newer version, or when its file is something else.
        """
        file = folder / FILE
        if not file.exists():
            if not create:
                raise FailureError(f"There is no workspace in {folder}: make one with `kg ingest PATH...`.")
            folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
        try:
            _prepare(connection, folder)
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    @property
    def graph_folder(self) -> Path:
        """Where the embedded graph is; it may be deleted at any time."""
        return self.folder / "graph"

    @property
    def quads_file(self) -> Path:
        """The described knowledge as sorted N-Quads; it may be deleted at any time."""
        return self.folder / "graph.nq"

    @property
    def id(self) -> str:
        """What tells this workspace from any other."""
        return self.get("id")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run a block of changes that all happen or none."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def get(self, key: str) -> str:
        """Return a value of the workspace itself, an empty text when it isn't set."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    # Articles and what was read out of them

    def is_known(self, article: Article, reader: str) -> bool:
        """Tell whether this version of the reader has read the article with just this content."""
        query = "SELECT 1 FROM articles JOIN extractions ON article = id WHERE id = ? AND content = ? AND reader = ?"
        row = self.connection.execute(query, (article.id, content_of(article), reader)).fetchone()
        return row is not None

    def store(self, readings: Iterable[Reading], reader: str) -> None:
        """Keep articles and what `reader` read out of them; a known article is replaced."""
        with self.transaction() as connection:
            for article, cleaned, extraction in readings:
                settled = cleaned.model_dump_json(include=_SETTLED)
                connection.execute(
                    "INSERT INTO articles (id, content, record, cleaned) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                    " SET content = excluded.content, record = excluded.record, cleaned = excluded.cleaned",
                    (article.id, content_of(article), article.model_dump_json(), settled),
                )
                connection.execute(
                    "INSERT OR REPLACE INTO extractions (article, reader, record) VALUES (?, ?, ?)",
                    (article.id, reader, extraction.model_dump_json(by_alias=True)),
                )
                connection.execute(_OUTDATED)

    def withdraw(self, *articles: str) -> int:
        """Forget articles and what was read out of them, all or none; return how many were known."""
        with self.transaction() as connection:
            connection.execute(_OUTDATED)
            deleted = (connection.execute("DELETE FROM articles WHERE id = ?", (each,)) for each in articles)
            return sum(each.rowcount for each in deleted)

    def articles(self) -> Iterator[Article]:
        """Yield all articles, cleaned, sorted by id."""
        for record, cleaned in self.connection.execute("SELECT record, cleaned FROM articles ORDER BY id"):
            yield Article.model_validate(json.loads(record) | json.loads(cleaned))

    def outdated(self, reader: str) -> list[Article]:
        """Return the articles, as their sources gave them, that another version has read, sorted by id."""
        read_by = "SELECT articles.record FROM articles LEFT JOIN extractions ON article = id WHERE reader"
        rows = self.connection.execute(f"{read_by} IS NOT ? ORDER BY id", (reader,))
        return [Article.model_validate_json(record) for (record,) in rows]

    def extractions(self) -> Iterator[Extraction]:
        """Yield all extractions, sorted by the article's id."""
        for (record,) in self.connection.execute("SELECT record FROM extractions ORDER BY article"):
            yield Extraction.model_validate_json(record)

    def decisions(self) -> list[Decision]:
        """Return the curator's decisions, sorted."""
        rows = self.connection.execute(f"SELECT {_DECISION} FROM decisions ORDER BY 2, 3, 4, 5, 6, 7")
        return [_decision(*row) for row in rows]

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions; a new one about the same mentions takes the place of the old."""
        with self.transaction() as connection:
            connection.execute(_OUTDATED)
            connection.executemany(
                f"INSERT OR REPLACE INTO decisions ({_DECISION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((each.judgement, *each.first, *(each.second or ("", "", "")), each.reason) for each in decisions),
            )

    def undo(self, decision: Decision) -> bool:
        """Take a decision back; tell whether it was there."""
        with self.transaction() as connection:
            connection.execute(_OUTDATED)
            gone = connection.execute(
                "DELETE FROM decisions WHERE (first_article, first_kind, first_name, second_article, second_kind,"
                " second_name) = (?, ?, ?, ?, ?, ?)",
                (*decision.first, *(decision.second or ("", "", ""))),
            )
            return gone.rowcount > 0

    def state(self) -> str:
        """Return the hash of all that the graph is made from: articles, extractions and decisions."""
        digest = hashlib.sha256()
        for query in (
            "SELECT id, content, cleaned FROM articles ORDER BY id",
            "SELECT article, record FROM extractions ORDER BY article",
            f"SELECT {_DECISION} FROM decisions ORDER BY 2, 3, 4, 5, 6, 7",
        ):
            for row in self.connection.execute(query):
                digest.update(json.dumps(row).encode())
        return digest.hexdigest()

    # Inputs that were not taken

    def replace_rejections(self, sources: Iterable[str], rejections: Iterable[Rejection]) -> None:
        """Forget the rejections of `sources` (files and folders), which were read anew, and keep those of this time."""
        with self.transaction() as connection:
            connection.executemany(
                "DELETE FROM rejected WHERE source = ?1 OR substr(source, 1, length(?1) + 1) = ?1 || '/'",
                ((source,) for source in sources),
            )
            connection.executemany(
                "INSERT INTO rejected (source, line, reason) VALUES (?, ?, ?)",
                ((each.source, each.line, each.reason) for each in rejections),
            )

    def rejections(self) -> list[Rejection]:
        """Return the rejected inputs, sorted by source and line."""
        rows = self.connection.execute("SELECT source, line, reason FROM rejected ORDER BY source, line, reason")
        return [Rejection(source=source, line=line, reason=reason) for source, line, reason in rows]

    # Names, and what was made of the articles

    def keep_graph(self, names: Iterable[NamedThing], state: str) -> None:
        """Replace the table of names by those of a graph, and remember the state that the graph was made from."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM names")
            connection.executemany(
                "INSERT INTO names (kind, folded, sorted, uri, label) VALUES (?, ?, ?, ?, ?)",
                (
                    (each.kind, each.folded, " ".join(sorted(each.folded.split())), each.uri, each.label)
                    for each in names
                ),
            )
            connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('graph', ?)", (state,))

    def forget_graph(self) -> None:
        """Note that the graph's file is about to change, so that one that isn't finished is never taken for current."""
        with self.transaction() as connection:
            connection.execute(_OUTDATED)

    def names(self, kinds: Sequence[str]) -> list[NamedThing]:
        """Return all names of things of these kinds."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT kind, folded, uri, label FROM names WHERE kind IN ({marks}) ORDER BY folded, uri"
        return [NamedThing(*row) for row in self.connection.execute(query, tuple(kinds))]

    def named(self, kinds: Sequence[str], folded: str) -> list[NamedThing]:
        """Return the things of these kinds that are called `folded`, in this or another order of its words."""
        marks = ", ".join("?" * len(kinds))
        query = f"SELECT kind, folded, uri, label FROM names WHERE kind IN ({marks}) AND sorted = ? ORDER BY uri"
        return [NamedThing(*row) for row in self.connection.execute(query, (*kinds, " ".join(sorted(folded.split()))))]

    def pushed(self, target: str) -> str:
        """Return the state that was last sent to a graph, an empty text when none was."""
        row = self.connection.execute("SELECT state FROM pushed WHERE target = ?", (target,)).fetchone()
        return row[0] if row else ""

    def summary(self) -> list[tuple[str, str]]:
        """Return what the workspace holds, and what was sent where, as pairs of a name and a value."""
        languages = "SELECT json_extract(record, '$.lang') AS lang, count(*) FROM articles GROUP BY lang ORDER BY lang"
        found = [("workspace", str(self.folder)), ("articles", str(self._count("articles")))]
        found += [(f"articles in {lang}", str(count)) for lang, count in self.connection.execute(languages)]
        found += [("rejected inputs", str(self._count("rejected"))), ("decisions", str(self._count("decisions")))]
        things = self.connection.execute("SELECT kind, count(DISTINCT uri) FROM names GROUP BY kind ORDER BY kind")
        found += [(f"known by name: {kind}", str(count)) for kind, count in things]
        for target, state, at in self.connection.execute("SELECT target, state, at FROM pushed ORDER BY target"):
            found.append(
                (f"graph {target}", f"{'up to date' if state == self.get('graph') else 'out of date'}, sent {at}")
            )
        return found

    def _count(self, table: str) -> int:
        count: int = self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return count

    def forget_pushed(self, target: str) -> None:
        """Note that a graph is about to change: until the push is done it holds no state that is known."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM pushed WHERE target = ?", (target,))

    def keep_pushed(self, target: str, state: str) -> None:
        """Remember that a graph holds `state`."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO pushed (target, state) VALUES (?, ?)", (target, state))


def content_of(article: Article) -> str:
    """Return the hash of what the source gave for an article, as it came, before cleaning."""
    return hashlib.sha256(article.model_dump_json().encode()).hexdigest()


def _decision(judgement: Judgement, *values: str) -> Decision:
    from loaders.resolution.decisions import Decision
    from loaders.resolution.knowledge import Mention

    first, second, reason = values[:3], values[3:6], values[6]
    return Decision(judgement, Mention._make(first), Mention._make(second) if any(second) else None, reason)


def _prepare(connection: sqlite3.Connection, folder: Path) -> None:
    """Check whose file this is, and bring it to the present form."""
    scripts = sorted(MIGRATIONS.glob("*.sql"))
    try:
        version, application = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
        )
    except sqlite3.DatabaseError:
        version, application = 0, -1
    if application not in (_APPLICATION, 0) or (application == 0 and version > 0):
        raise FailureError(f"{folder / FILE} is no workspace of this program: choose another folder.")
    if version > len(scripts):
        raise FailureError(
            f"The workspace in {folder} was made by a newer version of this program (form {version}, this one knows"
            f" {len(scripts)}): upgrade the program."
        )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version < len(scripts):
        _migrate(connection, scripts)


def _migrate(connection: sqlite3.Connection, scripts: Sequence[Path]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]  # another process may have come first
        for script in scripts[version:]:
            for statement in _statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        connection.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('id', ?)", (uuid.uuid4().hex,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one, because `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
