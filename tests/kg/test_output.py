import csv
import datetime
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.output import Format, fitting, replaced, replaced_folder, write_rows

ROWS = [
    {"name": "Tô Lâm", "topics": ["a", "b"], "day": datetime.date(2023, 3, 6), "held": True, "count": 2, "more": "x"},
    {"name": None, "topics": [], "day": None, "held": False, "count": -1},
]
COLUMNS = ("count", "name", "topics", "day", "held")


def written(rows: list[dict[str, object]], form: Format | None, path: Path, columns: tuple[str, ...] = COLUMNS) -> str:
    write_rows(rows, columns, form, path)
    return path.read_text()


def test_json_is_one_array_of_rows_with_the_columns_as_keys(tmp_path: Path) -> None:
    assert json.loads(written(ROWS, Format.JSON, tmp_path / "a")) == [
        {"count": 2, "name": "Tô Lâm", "topics": ["a", "b"], "day": "2023-03-06", "held": True},
        {"count": -1, "name": None, "topics": [], "day": None, "held": False},
    ]
    assert json.loads(written([], Format.JSON, tmp_path / "b")) == []


def test_csv_has_one_line_per_row_and_a_header_even_without_rows(tmp_path: Path) -> None:
    assert written(ROWS, None, tmp_path / "a") == (
        "count,name,topics,day,held\n2,Tô Lâm,a; b,2023-03-06,yes\n-1,,,,no\n"
    )
    assert written([], None, tmp_path / "b") == "count,name,topics,day,held\n"


def test_a_table_is_never_wrapped_nor_cut_in_a_file(tmp_path: Path) -> None:
    long = "word " * 100
    lines = written([{"name": long, "count": 1}], Format.TABLE, tmp_path / "a", ("name", "count")).splitlines()
    assert len(lines) == 2
    assert long.strip() in lines[1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(tmp_path: Path, text: str) -> None:
    lines = list(csv.reader(written([{"name": text}], Format.CSV, tmp_path / "a", ("name",)).splitlines()))
    assert lines[1] == [f"'{text}"]


def test_no_escape_sequence_reaches_a_terminal(tmp_path: Path) -> None:
    text = written([{"name": "\x1b[2Jgone\nnext"}], Format.TABLE, tmp_path / "a", ("name",))
    assert text == "name\n\\x1b[2Jgone next\n"


def test_no_escape_sequence_reaches_a_terminal_that_shows_a_file_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"name": "\x1b[2J\x9b1mgone\u202e"}]
    assert json.loads(written(rows, Format.JSON, tmp_path / "a", ("name",))) == rows
    assert "\x9b" not in (tmp_path / "a").read_text()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    write_rows(rows, ("name",), Format.CSV, None)
    assert capsys.readouterr().out == "name\n\\x1b[2J\\x9b1mgone\\u202e\n"


def test_standard_output_gets_csv_when_it_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(ROWS[:1], ("name",), None, None)
    assert capsys.readouterr().out == "name\nTô Lâm\n"


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    with replaced(path) as file:
        file.write(b"first")

    def interrupted() -> None:
        with replaced(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    def interrupted() -> None:
        with replaced_folder(tmp_path / "new") as folder:
            (folder / "a").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []
    with replaced_folder(tmp_path / "new") as folder:
        (folder / "a").write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    assert (tmp_path / "new" / "a").read_text() == "whole"


def terminal(tmp_path: Path, **environment: str) -> bytes:
    """What a table looks like on a terminal of 60 columns."""
    code = (
        "from kg.output import write_rows; rows = [['Tô Lâm', 'word ' * 50], ['[red]=x', '']];"
        "write_rows([dict(zip(('name', 'quote'), row)) for row in rows], ('name', 'quote'), None, None)"
    )
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=theirs,
        env={**kept, "TERM": "xterm-256color", "COLUMNS": "60", "PYTHONPATH": str(Path.cwd()), **environment},
    ) as process:
        os.close(theirs)
        said = b""
        while chunk := _read(ours):
            said += chunk
        process.wait()
    os.close(ours)
    return said


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other side has gone
        return b""


def test_on_a_terminal_a_row_is_a_line_that_fits(tmp_path: Path) -> None:
    lines = re.sub(r"\x1b\[[0-9;]*m", "", terminal(tmp_path).decode()).splitlines()
    rows = [line for line in lines if "word" in line]
    assert len(rows) == 1
    assert "…" in rows[0]
    assert max(map(len, lines)) <= 60
    assert any("[red]=x" in line for line in lines)


@pytest.mark.parametrize(
    ("needed", "width", "expected"),
    [
        ([5, 100], 60, [5, 55]),
        ([100, 5, 100], 25, [10, 5, 10]),
        ([3, 4], 80, [3, 4]),
        ([9, 9], 1, [1, 1]),
        ([], 80, []),
    ],
)
def test_narrow_columns_stay_whole_and_wide_ones_share_the_rest(needed, width, expected) -> None:
    assert fitting(needed, width) == expected


def test_tables_leave_out_what_is_for_programs(tmp_path: Path) -> None:
    rows = [{"name": "To Lam", "uri": "https://example.org/1"}]
    write_rows(rows, ("name", "uri"), Format.TABLE, tmp_path / "a", ["uri"])
    assert (tmp_path / "a").read_text() == "name\nTo Lam\n"
    write_rows(rows, ("name", "uri"), Format.CSV, tmp_path / "b", ["uri"])
    assert "example.org" in (tmp_path / "b").read_text()


def test_colours_are_off_with_no_color(tmp_path: Path) -> None:
    assert b"\x1b[" in terminal(tmp_path)
    assert re.search(rb"\x1b\[[0-9;]*3[0-9]m", terminal(tmp_path, NO_COLOR="1")) is None
