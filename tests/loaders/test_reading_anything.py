"""Whatever the bytes, a reader gives articles or reasons, and cleaning marks spans of the text."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.cleaning import clean
from loaders.encodings import NotTextError, decode, tidy
from loaders.languages import known
from loaders.records import Article
from loaders.sources import Rejection, read_file

PIECES = st.sampled_from(
    [
        b"<html><body><article><p>",
        b"</p></div></article>",
        b"The minister received the commissioner in Hanoi on Tuesday and asked him for help. ",
        "Bộ trưởng đã tiếp đoàn đại biểu tại Hà Nội. ".encode(),
        "é à ü".encode("latin-1"),
        "Tô Lâm".encode("utf-16"),
        b'{"text": "',
        b'"}\n',
        b"[" * 50,
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b'<meta charset="utf-7">',
        b"<!--",
        b"]]>",
        "\u202e\u200b\u0300".encode(),
        b"\\ud800",
        b"1e999999",
    ]
)
CONTENT = st.lists(PIECES | st.binary(max_size=20), max_size=12).map(b"".join)
LINES = st.sampled_from(
    [
        "The minister received the commissioner in Hanoi on Tuesday and asked him to send trainers to the academy.",
        "Related:",
        "TIN LIÊN QUAN",
        "Photo: VNA",
        "May 17, 2024",
        "99/99/9999",
        "HANOI - ",
        "(Ảnh: TTXVN)",
        "— VNS",
        "By Jane Roe",
        "Minister asks for more trainers",
        "***",
        "",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl", ""])
@given(content=CONTENT)
def test_any_file_gives_articles_or_reasons(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    for found in read_file(path):
        if isinstance(found, Rejection):
            assert found.reason
        else:
            assert found.text.strip()
            assert tidy(found.text) == found.text
            assert found.lang in known()
            assert Article.model_validate_json(found.model_dump_json()) == found


@given(content=st.binary())
def test_any_bytes_decode_or_are_named(content: bytes) -> None:
    try:
        text = decode(content)
    except NotTextError:
        return
    tidy(text).encode()


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"))


@given(text=TEXT, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_unicode_is_read_exactly(text: str, encoding: str) -> None:
    data = ("\ufeff" + text if encoding == "utf-8" else text).encode(encoding)
    try:
        assert decode(data) == text
    except NotTextError:
        assert not data.strip() or text.startswith(("%PDF", "PK"))


@given(
    lang=st.sampled_from(known()),
    lines=st.lists(LINES | st.text(max_size=40), max_size=15),
    title=st.none() | st.text(max_size=40),
    published=st.sampled_from([None, "2023", "2023-04", "2023-04-03"]),
)
def test_noise_is_sorted_spans_of_the_text_and_cleaning_again_changes_nothing(lang, lines, title, published) -> None:
    article = Article(id="a", text=tidy("\n".join(lines)), lang=lang, title=title, published=published)
    cleaned = clean(article)
    edges = [edge for span in cleaned.noise for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(article.text))
    assert cleaned.text == article.text
    assert clean(cleaned) == cleaned


@given(records=st.lists(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5)))
def test_any_json_list_gives_one_answer_per_item(tmp_path_factory: pytest.TempPathFactory, records: list) -> None:
    path = tmp_path_factory.mktemp("list") / "list.json"
    path.write_text(json.dumps(records))
    assert len(list(read_file(path))) == len(records)
