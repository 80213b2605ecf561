import pytest

from loaders.resolution.choosing import agreed_date, best_labels, final_status, full_names, most_common, usual_kind
from loaders.resolution.dates import compatible, days_apart, latest, parse_day, parse_period
from loaders.resolution.knowledge import Label, When


@pytest.mark.parametrize(
    ("dates", "agreed"),
    [
        ([], None),
        ([(None, False)], None),
        ([("2023-03", False), ("2023-03-06", True)], When("2023-03-06", "2023-03-06", "2023-03-06", True)),
        ([("2023-03-06", True), ("2023-03-07", False)], When("2023-03-07", "2023-03-07", "2023-03-07", False)),
        (
            [("2023-03-06", False), ("2023-03-07", False), ("2023-03-06", False)],
            When("2023-03-06", "2023-03-06", "2023-03-06", False),
        ),
        ([("--03-06", False), ("2023-03", False)], When("2023-03-06", "2023-03-06", "2023-03-06", False)),
        ([("--03-06", False), ("2023-03", True)], When("2023-03-06", "2023-03-06", "2023-03-06", True)),
        ([("--03-06", False), ("2021", False), ("2023", False)], When("--03-06")),
    ],
)
def test_the_date_of_several(dates: list[tuple[str | None, bool]], agreed: When | None) -> None:
    assert agreed_date((parse_period(text), inferred) for text, inferred in dates) == agreed


@pytest.mark.parametrize(
    ("first", "second", "same", "apart"),
    [
        ("2023-03-06", "2023-03-06", True, 0),
        ("2023-03-06", "2023-03-08", False, 2),
        ("2023-03", "2023-03-06", True, None),
        ("--03-06", "2023-03-06", True, None),
        ("--03-06", "2023-04", False, None),
        ("2022", "2023-03-06", False, None),
    ],
)
def test_two_dates(first: str, second: str, same: bool, apart: int | None) -> None:
    one, two = parse_period(first), parse_period(second)
    assert one is not None
    assert two is not None
    assert (compatible(one, two), days_apart(one, two)) == (same, apart)


def test_an_event_of_several_days_holds_each_of_them() -> None:
    event, day = parse_period("2020-12-22", "2020-12-25"), parse_period("2020-12-25")
    assert event is not None
    assert day is not None
    assert compatible(event, day)
    assert event.edtf == "2020-12-22/2020-12-25"


@pytest.mark.parametrize("text", ["", "March", "2023-13", "2023-02-45", "20230306", "-", "--"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("published", "last"), [("2023-03-06", "2023-03-06"), ("2023-02", "2023-02-28"), ("2023", None), (None, None)]
)
def test_the_last_day_that_a_publication_date_may_mean(published: str | None, last: str | None) -> None:
    found = latest(published)
    assert (found.isoformat() if found else None) == last


def test_a_date_that_no_calendar_has_is_kept_as_text_only() -> None:
    assert agreed_date([(parse_period("2023-02-30"), False)]) == When("2023-02-30")


def test_names_of_one_word_stand_only_where_there_is_no_fuller_one() -> None:
    written = [("en", "Biden"), ("en", "Biden"), ("en", "Joe Biden"), ("fr", "Biden")]
    assert full_names(written) == (Label("en", "Joe Biden"), Label("fr", "Biden"))


def test_the_usual_label_is_the_most_frequent_then_the_longest_then_the_one_with_diacritics() -> None:
    assert best_labels([("en", "To Lam"), ("en", "Tô Lâm")]) == (Label("en", "Tô Lâm"),)
    assert best_labels([("en", "To Lam"), ("en", "To Lam"), ("en", "Tô Lâm")]) == (Label("en", "To Lam"),)


def test_other_values() -> None:
    assert most_common([None, "b", "a", None]) == "a"
    assert most_common([None]) is None
    assert usual_kind(["bilateral meeting", "reception"]) == "reception"
    assert usual_kind(["bilateral meeting", "bilateral meeting", "reception"]) == "bilateral meeting"
    assert final_status(["planned", "held"]) == "held"
    assert final_status(["planned", "denied"]) == "denied"
