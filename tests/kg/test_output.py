import csv
import datetime
import json
from pathlib import Path

import pytest

from kg.output import Format, replaced, write_rows

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
