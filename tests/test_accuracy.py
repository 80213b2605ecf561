"""Holds the reading of our own annotated articles to a floor, by language, just below what is measured."""

import runpy
from pathlib import Path

import pytest

TOOL = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "accuracy.py"), run_name="accuracy")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "graph", "strict"),
    [
        ("en", 0.85, 0.75),
        ("fr", 0.86, 0.75),
        ("vi", 0.95, 0.90),
    ],
)
def test_own_articles_are_read_at_least_as_well_as_the_floor(lang: str, graph: float, strict: float) -> None:
    articles = [each for each in TOOL["gold"]() if each["doc"]["lang"] == lang]
    total = TOOL["scored"](articles)[lang]
    assert len(articles) >= 10
    assert TOOL["score"].graph_f1(total) >= graph
    assert TOOL["score"].strict_f1(total) >= strict


@pytest.mark.parametrize("article", TOOL["gold"](), ids=lambda article: article["doc"]["id"])
def test_every_annotation_is_about_its_article(article: dict) -> None:
    text, gold = article["doc"]["text"], article["gold"]
    people = {person["name"] for person in gold["persons"]}
    assert all(commitment["quote"] in TOOL["tidy"](text) for commitment in gold["commitments"])
    assert {post["person"] for post in gold["posts"]} <= people
    assert {name for meeting in gold["meetings"] for name in meeting["participants"]} <= people
    assert TOOL["score"].score_doc(article["doc"], gold, gold)["errors"] == []
