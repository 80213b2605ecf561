"""`kg resolve`, `kg explain` and `kg withdraw` on articles that were ingested."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.resolution.explaining import Doubt
from loaders.resolution.knowledge import Mention

Run = Callable[..., Any]
LAM = "https://w3id.org/security-cooperation/id/official/to-lam"
TEXTS = {
    "first": "HANOI - Minister of Public Security To Lam received Commissioner General Yasuhiro Tsuyuki of Japan's"
    " National Police Agency in Hanoi on March 6, 2023. He asked the Japanese side to train more officers.",
    "second": "HANOI - Vietnamese Minister of Public Security To Lam met Chinese Minister of Public Security Wang"
    " Xiaohong in Beijing on August 20, 2024. The two sides agreed to share information.",
}


@pytest.fixture
def ingested(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("kg.pipeline.refresh", lambda *_: None)  # the graph isn't the matter here
    lines = (json.dumps({"id": id_, "text": text, "lang": "en"}) for id_, text in TEXTS.items())
    (tmp_path / "articles.jsonl").write_text("\n".join(lines))
    assert kg("ingest", "articles.jsonl").code == 0
    return kg


def explained(kg: Run, uri: str = LAM) -> list[dict[str, Any]]:
    done = kg("explain", uri, "--format", "json")
    assert done.code == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def quotes(kg: Run) -> set[str]:
    """Return the lines of the graph that hold quotes."""
    return {line for line in kg("export", "--format", "nquads").stdout.splitlines() if "ns#quote>" in line}


def decision(judgement: str, *cells: str) -> str:
    head = "judgement,article,kind,name,other_article,other_kind,other_name,reason\n"
    return head + ",".join([judgement, *cells]) + "\n"


def test_explain_names_every_article_and_the_words(ingested: Run) -> None:
    rows = explained(ingested)
    assert [row["article"] for row in rows] == ["first", "second"]
    assert all("To Lam" in row["quote"] for row in rows)
    assert all(row["grounds"] for row in rows)


def test_explain_refuses_what_no_article_names(ingested: Run) -> None:
    done = ingested("explain", LAM + "-the-other")
    assert (done.code, done.stdout) == (1, "")
    assert "No mention became" in done.stderr


def test_a_decision_is_taken_over_exported_and_undone(ingested: Run, tmp_path: Path) -> None:
    apart = decision("different", "first", "person", "to lam", "second", "person", "to lam", "for the test")
    (tmp_path / "decisions.csv").write_text(apart)
    assert ingested("resolve", "--import", "decisions.csv").code == 0
    assert ingested("explain", LAM).code == 1
    assert ingested("resolve", "--export").stdout == apart
    assert ingested("resolve", "--export", "--output", "decisions.ttl").code == 0
    assert ingested("resolve", "--undo", "decisions.ttl").code == 0
    assert {row["article"] for row in explained(ingested)} == {"first", "second"}


def test_the_list_of_doubts_is_a_file_of_decisions_to_fill_in(ingested: Run, tmp_path: Path) -> None:
    listed = ingested("resolve", "--format", "csv")
    assert listed.code == 0
    assert next(csv.reader(io.StringIO(listed.stdout)))[:4] == ["judgement", "article", "kind", "name"]
    (tmp_path / "list.csv").write_text(listed.stdout)
    assert ingested("resolve", "--import", "list.csv").code == 0
    assert ingested("resolve", "--export").stdout.count("\n") == 1


def test_a_file_without_sense_changes_nothing(ingested: Run, tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text(decision("maybe", "first", "person", "to lam", "", "", "", ""))
    done = ingested("resolve", "--import", "decisions.csv")
    assert done.code == 1
    assert "line 2: 'maybe' is no judgement" in done.stderr
    assert ingested("resolve", "--export").stdout.count("\n") == 1


def test_withdraw_takes_only_what_the_article_alone_said(ingested: Run) -> None:
    before = quotes(ingested)
    assert ingested("withdraw", "second").code == 0
    after = ingested("export", "--format", "nquads").stdout
    assert "xiaohong" not in after
    assert quotes(ingested) == {line for line in before if "/evidence/first/" in line}
    assert [row["article"] for row in explained(ingested)] == ["first"]


def test_withdraw_refuses_an_unknown_article_and_forgets_nothing(ingested: Run) -> None:
    done = ingested("withdraw", "first", "third")
    assert done.code == 1
    assert "third" in done.stderr
    assert {row["article"] for row in explained(ingested)} == {"first", "second"}


def test_on_a_terminal_each_doubt_is_shown_and_the_answer_kept(ingested: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (Mention(article, "person", "to lam") for article in TEXTS)
    doubt = Doubt(first, second, "To Lam", "To Lâm", 4, ("same name",))
    monkeypatch.setattr("kg.commands.resolve._doubts", lambda _: [doubt, doubt])
    monkeypatch.setattr("kg.commands.resolve._is_conversation", lambda: True)
    done = ingested("resolve", stdin="x\nd\nanother To Lam\nq\n")
    assert done.code == 0
    assert "1 of 2: same name (score 4)" in done.stdout
    assert "to lam [second]: To Lâm" in done.stdout
    kept = decision("different", "first", "person", "to lam", "second", "person", "to lam", "another To Lam")
    assert ingested("resolve", "--export").stdout == kept
