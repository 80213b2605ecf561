"""Articles out of JSON lines and Parquet, by path and by address."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest

from loaders.records import Article
from loaders.sources import Rejection

pa = pytest.importorskip("pyarrow", reason="the extra ray is not installed")

from loaders.shared_storage import find, read  # noqa: E402

LINE = '{"id": "one", "lang": "en", "text": "The ministers met in Hanoi.", "published": "2023-03-06"}\n'


def test_a_folder_gives_its_files_of_both_kinds_by_path_and_by_address(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.jsonl", "below/a.parquet", "notes.txt"):
        (tmp_path / name).write_text(LINE)
    files = [f"{tmp_path}/b.jsonl", f"{tmp_path}/below/a.parquet"]
    assert list(find(str(tmp_path))) == files
    assert list(find(f"file://{tmp_path}")) == [f"file://{file}" for file in files]
    assert list(find(files[0])) == [files[0]]


def test_the_same_article_is_read_from_json_lines_an_address_and_an_archive(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(LINE)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.jsonl", LINE)
    for address in (str(file), f"file://{file}", f"zip://a.jsonl::file://{tmp_path}/a.zip"):
        (article,) = read(address)
        assert isinstance(article, Article)
        assert (article.id, article.published) == ("one", "2023-03-06")


def test_dates_of_parquet_are_dates_and_rows_without_text_are_rejected(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    rows = [
        {"id": "one", "lang": "en", "text": "They met.", "published": datetime.date(2023, 3, 6), "tags": ["a"]},
        {"id": "two", "lang": "en", "text": None, "published": None, "tags": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    article, rejection = read(str(tmp_path / "a.parquet"))
    assert isinstance(article, Article)
    assert (article.published, article.extra) == ("2023-03-06", {"tags": ["a"]})
    assert isinstance(rejection, Rejection)
    assert (rejection.line, rejection.reason) == (2, "no field 'text' with the article's text")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.parquet", b"no Parquet", "wrong Parquet: "),
        ("a.txt", b"text", "none of the kinds that are read: .jsonl, .ndjson, .parquet"),
        ("a.jsonl", b"{\n", "wrong JSON"),
    ],
)
def test_what_cannot_be_read_is_rejected(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    (rejection,) = read(str(tmp_path / name))
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith(why)


@pytest.mark.parametrize("place", ["nothing/here", "planet://mars/articles"])
def test_a_place_that_is_not_there_is_rejected(place: str) -> None:
    (rejection,) = find(place)
    assert isinstance(rejection, Rejection)
    assert rejection.source == place
