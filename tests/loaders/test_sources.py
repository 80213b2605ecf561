import io
import json
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from loaders import sources
from loaders.records import Article
from loaders.sources import Rejection, Skipped, read

TEXT = "The minister received the commissioner in Hanoi on Tuesday and asked him to send trainers to the academy."


def articles(paths: Iterable[str | Path]) -> list[Article]:
    return [found for found in read(paths) if isinstance(found, Article)]


def rejections(paths: Iterable[str | Path]) -> list[tuple[str, int | None, str]]:
    return [
        (Path(found.source).name, found.line, found.reason) for found in read(paths) if isinstance(found, Rejection)
    ]


def lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_one_bad_batch_names_each_bad_input_and_takes_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "TEXT_LIMIT", 5000)
    (tmp_path / "a_page.html").write_text("<html><body><nav>Home</nav></body></html>")
    (tmp_path / "b_empty.txt").touch()
    (tmp_path / "c_binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "d_lines.jsonl").write_text(
        json.dumps({"text": TEXT}) + "\n{wrong\n" + json.dumps({"text": "x " * 4000})
    )
    (tmp_path / "e_long.txt").write_text("word " * 2000)
    (tmp_path / "f_german.txt").write_text("Die beiden Minister vereinbarten am Dienstag, häufiger Beamte auszubilden.")
    (tmp_path / "g_good.txt").write_text(TEXT + " He agreed.")
    (tmp_path / "h_table.xlsx").touch()
    assert rejections([tmp_path]) == [
        ("a_page.html", None, "no article text in this page"),
        ("b_empty.txt", None, "the file is empty"),
        ("c_binary.txt", None, "binary data, not a text"),
        ("d_lines.jsonl", 2, "wrong JSON: Expecting property name enclosed in double quotes at column 2"),
        ("d_lines.jsonl", 3, "the text is larger than the limit of 0 MB"),
        ("e_long.txt", None, "larger than the limit of 0 MB"),
        ("f_german.txt", None, "the text's language is none of those that can be read (en, fr, vi)"),
    ]
    assert [article.text for article in articles([tmp_path])] == [TEXT, TEXT + " He agreed."]
    assert [found for found in read([tmp_path]) if isinstance(found, Skipped)] == [
        Skipped(source=str(tmp_path / "h_table.xlsx"))
    ]


def test_only_text_is_required_and_other_fields_are_kept(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl", {"text": TEXT, "id": 7, "published": "2023-04", "section": "World", "tags": ["a"]}
    )
    (article,) = articles([path])
    assert (article.id, article.lang, article.published) == ("7", "en", "2023-04")
    assert article.extra == {"section": "World", "tags": ["a"]}


def test_identity_is_the_id_else_the_url_else_the_hash_of_the_text(tmp_path: Path) -> None:
    url = "https://daily.example.org/1"
    path = lines(
        tmp_path / "a.jsonl", {"text": TEXT, "id": "x", "url": url}, {"text": TEXT, "url": url}, {"text": TEXT}
    )
    first, second, third = (article.id for article in articles([path]))
    assert (first, second) == ("x", url)
    assert third == articles([path])[2].id
    assert third != articles([lines(tmp_path / "b.jsonl", {"text": TEXT + "!"})])[0].id


def test_a_text_file_and_the_same_text_in_json_are_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    one, other = articles([tmp_path / "a.txt", lines(tmp_path / "b.json", {"text": TEXT})])
    assert one == other


def test_texts_are_composed_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(unicodedata.normalize("NFD", "Tô Lâm, the minister, received the guests in Hanoi."))
    assert articles([tmp_path])[0].text.startswith("Tô Lâm")


def test_a_json_file_may_hold_a_list_or_lines(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text(json.dumps([{"text": TEXT}, {"title": "no text"}, 3]))
    (tmp_path / "lines.json").write_text(f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': TEXT})}\n")
    assert len(articles([tmp_path])) == 3
    assert rejections([tmp_path]) == [
        ("list.json", None, "article 2 of the list: no field 'text' with the article's text"),
        ("list.json", None, "article 3 of the list: not a JSON object with a field 'text'"),
    ]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "   "}, "no text"),
        ({"text": 3}, "no field 'text'"),
        ({"text": TEXT, "title": ["a"]}, "'title' has a wrong type"),
        ({"text": TEXT, "lang": "de"}, "the language 'de' is none"),
    ],
)
def test_a_record_that_is_no_article_is_rejected_with_its_reason(tmp_path: Path, record: object, reason: str) -> None:
    ((_, line, found),) = rejections([lines(tmp_path / "a.jsonl", record)])
    assert line == 1
    assert reason in found


def test_an_annotated_article_is_read_as_its_article(tmp_path: Path) -> None:
    annotated = {"doc": {"id": "a1", "text": TEXT, "lang": "en"}, "gold": {"persons": []}}
    (tmp_path / "a1.json").write_text(json.dumps(annotated))
    (read_article,) = articles([tmp_path / "a1.json"])
    assert (read_article.id, read_article.text, read_article.extra) == ("a1", TEXT, {})


def test_json_nested_too_deeply_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 200_000)
    assert rejections([tmp_path])[0][2].startswith("wrong JSON")


def test_an_endless_line_is_passed_over_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LINE_LIMIT", 1000)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": TEXT}))
    assert rejections([tmp_path]) == [("a.jsonl", 1, "a line longer than the limit of 0 MB")]
    assert len(articles([tmp_path])) == 1


def test_globs_folders_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}")
    assert [article.text[-5:] for article in articles([f"{tmp_path}/*.txt"])] == ["a.txt", "b.txt"]
    assert len(articles([f"{tmp_path}/**/*.txt"])) == 3
    assert rejections([f"{tmp_path}/*.json", tmp_path / "none"]) == [
        ("*.json", None, "no file matches this pattern"),
        ("none", None, "no such file or folder"),
    ]


def test_a_link_out_of_the_folder_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "broken.txt").symlink_to(tmp_path / "in" / "nowhere.txt")
    assert rejections([tmp_path / "in"]) == [
        ("broken.txt", None, "not a regular file"),
        ("link.txt", None, "a link that leads out of the folder"),
    ]


@pytest.mark.parametrize(
    "data", [TEXT, json.dumps({"text": TEXT}), json.dumps([{"text": TEXT}]), json.dumps({"text": TEXT}) + "\n" * 3]
)
def test_standard_input_is_read_whatever_its_form(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    assert [article.text for article in articles(["-"])] == [TEXT]


def test_a_date_that_cannot_be_read_is_kept_beside_the_article(tmp_path: Path) -> None:
    (article,) = articles([lines(tmp_path / "a.jsonl", {"text": TEXT, "published": "last spring"})])
    assert (article.published, article.extra) == (None, {"published": "last spring"})
