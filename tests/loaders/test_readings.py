"""Articles are read in order and alike, whether by one process or by several."""

from __future__ import annotations

import pytest

from loaders import readings
from loaders.readings import read_all
from loaders.records import Article

TEXT = "Le ministre norvégien de la défense, Kari Dahl, a rencontré le ministre chilien Juan Soto à Oslo le {} mai."


@pytest.fixture
def articles() -> list[Article]:
    return [Article(id=f"{day}", text=TEXT.format(day), lang="fr") for day in range(1, 9)]


@pytest.mark.slow
def test_several_processes_read_as_one_does(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_FEW", 2)
    monkeypatch.setattr(readings, "_BATCH", 3)
    found = list(read_all(articles, 2))
    assert found == list(read_all(articles, 1))
    assert [(article.id, extraction.article) for article, _, extraction in found] == [(a.id, a.id) for a in articles]
    assert [extraction.meetings[0].date for _, _, extraction in found] == [f"--05-0{day}" for day in range(1, 9)]


def test_few_articles_start_no_process(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("loaders.processes.run", refuse)
    assert [article.id for article, _, _ in read_all(articles, 2)] == [a.id for a in articles]
