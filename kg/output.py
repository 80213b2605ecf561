"""Writes rows as a table, JSON or CSV, and files so that they are there whole or not at all."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from loaders.encodings import visible
from loaders.spreadsheets import guarded

Row = Mapping[str, Any]
_SEPARATOR = "; "  # between the values of a list in one cell


class Format(StrEnum):
    """The forms in which rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="Form of the rows.", show_default="table on a terminal, else csv"),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write.", show_default="standard output")
]


def write_rows(
    rows: Sequence[Row],
    columns: Sequence[str],
    form: Format | None,
    output: Path | None,
    machine_columns: Collection[str] = (),
) -> None:
    """Write `rows` with exactly `columns`, in their order, to `output` or to standard output.

    A table goes to a terminal, CSV elsewhere, unless `form` says otherwise. Lists stay lists in JSON and are joined by
    `; ` in the other forms. A table leaves out the `machine_columns`, which are for programs.
    """
    if form is None:
        form = Format.TABLE if output is None and sys.stdout.isatty() else Format.CSV
    if form is Format.TABLE:
        columns = [column for column in columns if column not in machine_columns]
    if form is Format.TABLE and output is None:
        _print_table(rows, columns)
    else:
        write_text(_as_text(rows, columns, form), output)


def write_text(text: str, output: Path | None) -> None:
    """Write `text` to a file, which appears whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
        sys.stdout.flush()
        return
    with replaced(output) as file:
        file.write(text.encode())


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file beside `path` that takes its place at the end; on an error `path` stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of_new_files())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(path.parent)


@contextmanager
def replaced_folder(path: Path) -> Iterator[Path]:
    """Make a temporary folder beside `path`, which is new or empty, that takes its place when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp") as waiting:
        whole = Path(waiting) / "whole"
        whole.mkdir()
        yield whole
        for file in filter(Path.is_file, whole.rglob("*")):
            with file.open("rb") as written:
                os.fsync(written.fileno())
        whole.replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the names in a folder durable, as what was written under them is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mode_of_new_files() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _as_text(rows: Iterable[Row], columns: Sequence[str], form: Format) -> str:
    if form is Format.JSON:
        text = json.dumps([{column: _plain(row.get(column)) for column in columns} for row in rows], **_JSON)
        return _CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
    if form is Format.TABLE:
        return "".join(f"{line}\n" for line in _aligned(rows, columns))
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(row.get(column)) for column in columns] for row in rows)
    return lines.getvalue()


_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 2}
_CONTROLS = re.compile(r"[\x7f-\x9f]")  # those that JSON leaves as they are, though terminals obey them


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as ISO texts."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def _cell(value: Any) -> str:
    """Return a value as the text of one cell of one line."""
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _SEPARATOR.join(_cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _harmless(value: Any) -> str:
    """Return the text of a CSV cell that no spreadsheet takes for a formula."""
    text = _cell(value)
    return guarded(text) if isinstance(value, str | list) else text


def _one_line(value: Any) -> str:
    return visible(" ".join(_cell(value).split()))


def _aligned(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a plain table, each as long as it has to be."""
    from rich.cells import cell_len

    table = [list(columns), *([_one_line(row.get(column)) for column in columns] for row in rows)]
    widths = [max(cell_len(line[number]) for line in table) for number in range(len(columns))]
    for line in table:
        yield "  ".join(
            text + " " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()


def _print_table(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Print a table as wide as the terminal; what doesn't fit is cut with an ellipsis, never wrapped."""
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        sys.stdout.writelines(f"{line}\n" for line in _aligned(rows, columns))
        return
    cells = [[_one_line(row.get(column)) for column in columns] for row in rows]
    needed = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for column, width in zip(columns, fitting(needed, console.width - 3 * len(columns)), strict=True):
        table.add_column(column, no_wrap=True, overflow="ellipsis", width=width)
    for line in cells:
        table.add_row(*map(Text, line))
    console.print(table)


def fitting(needed: Sequence[int], width: int) -> list[int]:
    """Return widths of columns that come to at most `width`: narrow columns whole, the others with equal shares."""
    widths, left = [0] * len(needed), max(width, len(needed))
    waiting = sorted(range(len(needed)), key=lambda number: needed[number])
    for done, number in enumerate(waiting):
        widths[number] = max(1, min(needed[number], left // (len(waiting) - done)))
        left -= widths[number]
    return widths
