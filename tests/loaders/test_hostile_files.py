"""Files made to break a reader: each is read right or rejected for a reason, and the files beside it are read."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from loaders.records import Article
from loaders.sources import Rejection, read

TEXT = "The minister received the commissioner in Hanoi on Tuesday and asked him to send trainers to the academy."
VIETNAMESE = "Bộ trưởng đã tiếp đoàn đại biểu tại Hà Nội, đề nghị Ủy ban hỗ trợ đào tạo cán bộ trong năm 2023.\nỊ Ċ"


def outcome(*paths: Path) -> list[str]:
    """The texts that were read, and the reasons for what was not."""
    found: Iterable[object] = read(paths)
    return [each.text if isinstance(each, Article) else each.reason for each in found]  # type: ignore[union-attr]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("suffix", [".jsonl", ".json"])
def test_json_lines_in_any_unicode_are_read_exactly(tmp_path: Path, encoding: str, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in (TEXT, VIETNAMESE, TEXT)]
    path.write_bytes("\n".join(lines).encode(encoding))
    assert outcome(path) == [TEXT, VIETNAMESE, TEXT]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1252"])
def test_pages_and_texts_in_other_encodings_are_read_right(tmp_path: Path, encoding: str) -> None:
    french = "Le général a reçu « ses hôtes » à Hanoï, le 6 mars, et leur a demandé de former des policiers à l’École."
    (tmp_path / "a.html").write_bytes(f"<html><body><p>{french}</p></body></html>".encode(encoding))
    (tmp_path / "b.txt").write_bytes(french.encode(encoding))
    assert outcome(tmp_path) == [french, french]


def test_one_encoding_after_another_is_read_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        json.dumps({"text": VIETNAMESE}).encode() + b'\n{"text": "Le g\xe9n\xe9ral T\xc3\xb4 L\xc3\xa2m."}'
    )
    assert outcome(path) == [VIETNAMESE, "Le général Tô Lâm."]


def test_invisible_characters_split_no_name_and_turn_no_line(tmp_path: Path) -> None:
    hidden = TEXT.replace("minister", "mini\u200bster").replace("Hanoi", "\u202eHanoi\u202c\u2066")
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": hidden, "id": "a\u0000\u200bb", "outlet": "\u202eyliaD"}))
    (article,) = read([path])
    assert isinstance(article, Article)
    assert (article.text, article.id, article.outlet) == (TEXT, "a b", "yliaD")


def test_a_nul_in_a_text_is_a_space(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace(" ", "\x00", 1).encode())
    assert outcome(tmp_path) == [TEXT]


def test_hebrew_and_arabic_names_stay_as_they_are_written(tmp_path: Path) -> None:
    text = f"{TEXT} The guests were משה כהן and محمد علي."
    (tmp_path / "a.txt").write_text(text)
    assert outcome(tmp_path) == [text]


@pytest.mark.slow
def test_a_line_of_a_hundred_megabytes_is_passed_over_without_being_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.write('{"text": "')
        for _ in range(100):
            file.write("word " * 200_000)
        file.write(f'"}}\n{json.dumps({"text": TEXT})}\n')
    (tmp_path / "b.txt").symlink_to(path)
    tracemalloc.start()
    try:
        assert outcome(tmp_path) == ["a line longer than the limit of 60 MB", TEXT, "larger than the limit of 10 MB"]
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "record",
    ["[" * 100_000, '{"text": ' * 100_000, '{"text": "' + TEXT + '", "more": ' + "[" * 800 + "]" * 800 + "}"],
    ids=["lists", "objects", "another field"],
)
def test_deep_json_is_rejected(tmp_path: Path, record: str) -> None:
    (tmp_path / "a.jsonl").write_text(f"{record}\n{json.dumps({'text': TEXT})}\n")
    reason, text = outcome(tmp_path)
    assert "nested" in reason
    assert text == TEXT


def test_what_no_file_can_hold_is_kept_in_a_form_that_one_can(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"text": "' + TEXT + '", "note": ["\\ud800", NaN, 1e999], "\\udfff": {"a": "\\udc80"}, "published": "\\udc80"}'
    )
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.extra == {"note": ["\ufffd", None, None], "\ufffd": {"a": "\ufffd"}, "published": "\ufffd"}
    assert Article.model_validate_json(article.model_dump_json()) == article


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote"])
def test_deep_pages_are_read_or_rejected(tmp_path: Path, tag: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{f'<{tag}>' * 6_000}<p>{TEXT}</p>")
    (tmp_path / "b.txt").write_text(TEXT)
    deep, beside = outcome(tmp_path)
    assert deep in (TEXT, "no article text in this page")
    assert beside == TEXT


def test_a_page_of_too_many_elements_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>a</p>" * 30_000)
    assert outcome(tmp_path) == ["a page of more than 20,000 elements"]


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl", ""])
@pytest.mark.parametrize("kind", ["a zip archive", "a gzip archive"])
def test_an_archive_is_never_unpacked_and_gives_one_reason(tmp_path: Path, suffix: str, kind: str) -> None:
    bomb = gzip.compress(b"0" * 10_000_000) + os.urandom(100_000)
    if kind == "a zip archive":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.jsonl", "0" * 10_000_000)
        bomb = packed.getvalue() + os.urandom(100_000)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(bomb)
    assert outcome(path) == [f"not a text but {kind}"]


def test_names_of_files_are_names_only(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT)
    (inside / "b%2F..%2Fsecret.txt").write_text(TEXT)
    (inside / "a\\..\\secret.txt").write_text("")
    (inside / "loop").symlink_to(inside)
    (inside / "up.txt").symlink_to(Path("..") / "secret.txt")
    (inside / "round.txt").symlink_to("round.txt")
    Path(os.fsdecode(bytes(inside) + b"/z\xff.txt")).write_text("")
    rejections = [(found.source, found.reason) for found in read([inside]) if isinstance(found, Rejection)]
    assert sorted(rejections) == [
        (f"{inside}/a\\..\\secret.txt", "the file is empty"),
        (f"{inside}/round.txt", "not a regular file"),
        (f"{inside}/up.txt", "a link that leads out of the folder"),
        (f"{inside}/z\\xff.txt", "the file is empty"),
    ]
    assert outcome(inside).count(TEXT) == 1
    assert outcome(inside / ".." / "secret.txt") == [TEXT]  # asked for by name
