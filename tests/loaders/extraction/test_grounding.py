from collections.abc import Callable

import pytest

from loaders.extraction.grounding import grounded, is_verbatim
from loaders.records import (
    Agreement,
    Article,
    Commitment,
    Extraction,
    Meeting,
    Organisation,
    Person,
    Post,
    Refusal,
    Span,
)

TEXT = "Anna met Bo. Anna agreed to help. The pact stands. Bo refused."
ARTICLE = Article(id="a", text=TEXT, lang="en")


def place(quote: str) -> dict[str, int | str]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def whole() -> Extraction:
    """An extraction in which every fact stands in the text."""
    return Extraction(
        article="a",
        lang="en",
        extractor="test",
        persons=[Person(id="p1", name="Anna", **place("Anna")), Person(id="p2", name="Bo", **place("Bo"))],  # type: ignore[arg-type]
        organisations=[Organisation(id="o1", name="pact", **place("pact"))],  # type: ignore[arg-type]
        posts=[Post(id="t1", person="p1", title="Anna", **place("Anna"))],  # type: ignore[arg-type]
        meetings=[Meeting(id="m1", participants=["p1", "p2"], series="a1", **place("Anna met Bo."))],  # type: ignore[arg-type]
        agreements=[Agreement(id="a1", name="pact", type="agreement", **place("The pact"))],  # type: ignore[arg-type]
        commitments=[Commitment(id="c1", modality="agreed", actors=["p1"], meeting="m1", **place("agreed to help"))],  # type: ignore[arg-type]
        refusals=[Refusal(id="r1", actors=["p2"], meeting="m1", **place("Bo refused"))],  # type: ignore[arg-type]
    )


KINDS = ["persons", "organisations", "posts", "meetings", "agreements", "commitments", "refusals"]


def test_what_stands_in_the_text_is_kept_as_it_is() -> None:
    assert grounded(ARTICLE, whole()) == whole()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "spoil",
    [
        {"quote": "Carl"},
        {"quote": ""},
        {"start": 3},
        {"start": -4},
        {"end": 1000},
        {"start": 9, "end": 9},
        {"quote": "anna"},
    ],
    ids=["other words", "no words", "shifted", "before the text", "behind the text", "empty span", "other case"],
)
def test_a_fact_whose_quote_is_not_verbatim_at_its_place_is_refused(kind: str, spoil: dict[str, int | str]) -> None:
    told = whole()
    first, *others = getattr(told, kind)
    setattr(told, kind, [first.model_copy(update=spoil), *others])
    assert getattr(grounded(ARTICLE, told), kind) == others


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        ("persons", lambda kept: kept.posts == [] and kept.meetings[0].participants == ["p2"]),
        ("meetings", lambda kept: {kept.commitments[0].meeting, kept.refusals[0].meeting} == {None}),
        ("agreements", lambda kept: kept.meetings[0].series is None),
    ],
)
def test_nothing_refers_to_what_was_refused(kind: str, gone: Callable[[Extraction], bool]) -> None:
    told = whole()
    first, *others = getattr(told, kind)
    setattr(told, kind, [first.model_copy(update={"quote": "Carl"}), *others])
    assert gone(grounded(ARTICLE, told))


@pytest.mark.parametrize(
    ("start", "end", "quote", "verbatim"), [(0, 4, "Anna", True), (0, 4, "Ann", False), (4, 0, "", False)]
)
def test_a_span_is_verbatim_where_the_text_has_its_words(start: int, end: int, quote: str, verbatim: bool) -> None:
    assert is_verbatim(TEXT, Span(start=start, end=end), quote) is verbatim
