"""Holds the reading of our own annotated articles to a floor, by language: graph F1 0.85, strict 0.75."""

import runpy
from pathlib import Path

import pytest

TOOL = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "accuracy.py"), run_name="accuracy")


@pytest.mark.parametrize("lang", ["en", "fr", "vi"])
def test_own_articles_are_read_at_least_as_well_as_the_floor(lang: str) -> None:
    articles = [each for each in TOOL["gold"]() if each["doc"]["lang"] == lang]
    total = TOOL["scored"](articles)[lang]
    assert articles
    assert TOOL["score"].graph_f1(total) >= 0.85
    assert TOOL["score"].strict_f1(total) >= 0.75
