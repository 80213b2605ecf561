"""The canned reports: one `.cypher` file each, whose header says what it answers, what it takes and what it gives.

The format of the header is described in `docs/reports.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import FailureError
from loaders.locate import folder

NAME_KINDS = ("official", "organisation", "country", "topic", "article", "meeting", "agreement", "mechanism", "post")
_SCALARS = ("since", "until", "text", "integer", "flag")
_TAKEN = ("format", "output", "uri", "help")  # options that every report has
_NOTHING = ("all", "any", "none")  # ways to write in a header that a parameter is null unless given

_FIELD = re.compile(r"//\s?(title|question|dated|param|column)\b\s*(.*)")
_CONTINUED = re.compile(r"//\s{3,}(\S.*)")
_PARAMETER = re.compile(r"(?P<name>[a-z][a-z_]*):\s*(?P<kind>.+?)\s*=\s*(?P<default>[^=]*?)(?:\s+--\s+(?P<help>.+))?$")
_COLUMN = re.compile(r"(?P<name>[a-z][a-z0-9_]*):\s*(?P<kind>\w+\*?)(?:\s+--\s+(?P<help>.+))?$")
_COLUMN_KINDS = ("text", "date", "integer", "number", "flag", "uri")
# Strings, quoted names and comments, in which a word is no keyword.
_INERT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:[^`]|``)*`|//[^\n]*|/\*.*?\*/|[.:$]\s*\w+", re.DOTALL)
_WRITING = re.compile(
    r"\b(CREATE|INSERT|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|ALTER|GRANT|DENY|REVOKE|TERMINATE|LOAD\s+CSV"
    r"|IN\s+(?:\w+\s+)*TRANSACTIONS)\b",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\u+([0-9A-Fa-f]{4})")  # Neo4j reads these before anything else


@dataclass(frozen=True)
class Parameter:
    """A filter of a report. `kinds` are name kinds, or one scalar kind; `choices` the values of a choice."""

    name: str
    kinds: tuple[str, ...]
    many: bool
    default: Any
    required: bool
    help: str
    choices: tuple[str, ...] = ()

    @property
    def takes_names(self) -> bool:
        """Whether what people type are names, which reach the query as a list of URIs."""
        return self.kinds[0] in NAME_KINDS


@dataclass(frozen=True)
class Column:
    """A column of a report's rows. `kind` is text, date, integer, number, flag or uri; `many` marks lists of it."""

    name: str
    kind: str
    many: bool
    help: str


@dataclass(frozen=True)
class Report:
    """A canned query. `dated` names the column whose rows `since` and `until` leave out when it has no year."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    dated: str | None
    cypher: str
    own: bool = field(default=False)

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in their order."""
        return [column.name for column in self.columns]


def catalogue(workspace: Path | None) -> dict[str, Report]:
    """Return all reports by name: those that ship with the package, and the user's own from `workspace/queries`.

    A user's report takes the place of a shipped one with the same name. Raises `FailureError` for a wrong header.
    """
    reports = {path.stem: load(path) for path in sorted(folder("queries").glob("*.cypher"))}
    if workspace is not None:
        reports |= {path.stem: load(path, own=True) for path in sorted((workspace / "queries").glob("*.cypher"))}
    return dict(sorted(reports.items()))


def load(path: Path, own: bool = False) -> Report:
    """Read one `.cypher` file. Raises `FailureError` where its header is wrong or its query writes."""
    text = path.read_text(encoding="utf-8")
    if written := _writing(text):
        raise FailureError(f"The report {path} is refused: reports only read, and it says {written}.")
    fields: dict[str, list[str]] = {"title": [], "question": [], "dated": [], "param": [], "column": []}
    for name, value in _header(text):
        fields[name].append(value.removeprefix(":").strip())
    if not fields["title"] or not fields["column"]:
        raise FailureError(f"The report {path} has no header with a title and columns: see docs/reports.md.")
    try:
        return Report(
            name=path.stem,
            title=fields["title"][0],
            question=" ".join(fields["question"]),
            parameters=tuple(_parameter(value) for value in fields["param"]),
            columns=tuple(_column(value) for value in fields["column"]),
            dated=fields["dated"][0] if fields["dated"] else None,
            cypher=text,
            own=own,
        )
    except ValueError as error:
        raise FailureError(f"The report {path} has a wrong header: {error}.") from None


def _writing(text: str) -> str | None:
    """Return the first word of a query that would write, also when it is spelled in escapes, as Neo4j allows."""
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    found = next(filter(None, (_WRITING.search(_INERT.sub(" ", each)) for each in (text, plain))), None)
    return found.group().upper() if found else None


def _header(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of the comment lines above the query, continued lines joined."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            if line.strip():
                break
        elif match := _FIELD.match(line):
            found.append([match.group(1), match.group(2)])
        elif found and (more := _CONTINUED.match(line)):
            found[-1][1] += f" {more.group(1)}"
    yield from ((name, value) for name, value in found)


def _parameter(value: str) -> Parameter:
    match = _PARAMETER.match(value)
    if match is None:
        raise ValueError(f"{value!r} isn't written like 'param NAME: KIND = DEFAULT -- what it does'")
    if match["name"] in _TAKEN:
        raise ValueError(f"every report has an option {match['name']!r} already")
    kind, default = match["kind"], match["default"].strip()
    choice = re.match(r"(one|any) of (.+)", kind)
    if choice:
        kinds: tuple[str, ...] = ("choice",)
        choices, many = tuple(re.split(r"\s*,\s*", choice[2])), choice[1] == "any"
    else:
        kinds, choices, many = tuple(kind.rstrip("*").split("|")), (), kind.endswith("*")
        known = NAME_KINDS if len(kinds) > 1 or kinds[0] in NAME_KINDS else _SCALARS
        if wrong := [each for each in kinds if each not in known]:
            raise ValueError(f"{wrong[0]!r} is no kind of parameter")
    return Parameter(
        name=match["name"],
        kinds=kinds,
        many=many,
        default=_default(kinds[0], many, default),
        required=default == "required",
        help=match["help"] or "",
        choices=choices,
    )


def _default(kind: str, many: bool, written: str) -> Any:
    if written in (*_NOTHING, "required"):
        return None
    if kind in ("integer", "flag"):
        return int(written) if kind == "integer" else {"yes": True, "no": False}[written]
    return re.split(r"\s*,\s*", written) if many else written


def _column(value: str) -> Column:
    match = _COLUMN.match(value)
    if match is None or match["kind"].rstrip("*") not in _COLUMN_KINDS:
        raise ValueError(f"{value!r} isn't written like 'column NAME: KIND -- what it says'")
    return Column(match["name"], match["kind"].rstrip("*"), match["kind"].endswith("*"), match["help"] or "")
