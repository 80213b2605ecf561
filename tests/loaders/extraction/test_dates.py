import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cleaning import clean
from loaders.extraction.dates import DateMention, date_at, dateline_of, find_dates, report_date
from loaders.extraction.document import Document
from loaders.extraction.segmentation import segment
from loaders.records import Article, Language

TUESDAY = "2023-04-04"


def document(text: str, lang: Language = "en", published: str | None = TUESDAY) -> Document:
    return segment(clean(Article(id="a", text=text, lang=lang, published=published)), lang)


def dates(text: str, lang: Language = "en", published: str | None = TUESDAY) -> list[DateMention]:
    return find_dates(document(text, lang, published))


def only(text: str, lang: Language = "en", published: str | None = TUESDAY) -> str:
    (mention,) = dates(text, lang, published)
    return f"{mention.date}/{mention.date_end}" if mention.date_end else mention.date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met on March 6, 2021, in the old town hall.", "2021-03-06"),
        ("They met on Monday, 6 March, in the old town hall.", "2023-03-06"),
        ("They met on the 3rd, in the old town hall.", "2023-04-03"),
        ("They met today in the old town hall.", "2023-04-04"),
        ("They met yesterday in the old town hall.", "2023-04-03"),
        ("They met on Friday in the old town hall.", "2023-03-31"),
        ("They met on Tuesday in the old town hall.", "2023-04-04"),
        ("They met last Tuesday in the old town hall.", "2023-03-28"),
        ("They met last July in the old town hall.", "2022-07"),
        ("They met in July last year in the old town hall.", "2022-07"),
        ("They met in December in the old town hall.", "2022-12"),
        ("They met last week in the old town hall.", "2023-03"),
        ("They meet at the end of the month in the old town hall.", "2023-04"),
        ("They meet by the end of the year in the old town hall.", "2023"),
        ("They met last month in the old town hall.", "2023-03"),
        ("They met five years ago in the old town hall.", "2018"),
        ("They met in 2019 in the old town hall.", "2019"),
        ("They met in May 2019 in the old town hall.", "2019-05"),
        ("They met from March 5-7 in the old town hall.", "2023-03-05/2023-03-07"),
        ("They met from 5 to 7 March in the old town hall.", "2023-03-05/2023-03-07"),
        ("They met from March 30 to April 2 in the old town hall.", "2023-03-30/2023-04-02"),
        ("They met from 30 December to 2 January in the old town hall.", "2022-12-30/2023-01-02"),
        ("They met on 12/28/2022 in the old town hall.", "2022-12-28"),
    ],
)
def test_english_dates(text: str, date: str) -> None:
    assert only(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ils se sont vus le 6 mars dans la vieille mairie.", "2023-03-06"),
        ("Ils se sont vus le mardi 1er mars 2022 dans la vieille mairie.", "2022-03-01"),
        ("Ils se sont vus lundi dans la vieille mairie.", "2023-04-03"),
        ("Ils se sont vus hier dans la vieille mairie.", "2023-04-03"),
        ("Ils se sont vus du 5 au 7 mars dans la vieille mairie.", "2023-03-05/2023-03-07"),
        ("Ils se sont vus les 30 et 31 janvier 2022 dans la vieille mairie.", "2022-01-30/2022-01-31"),
        ("Ils se sont vus en juillet de l’année dernière dans la vieille mairie.", "2022-07"),
        ("Ils se sont vus la semaine dernière dans la vieille mairie.", "2023-03"),
        ("Ils se sont vus il y a trois jours dans la vieille mairie.", "2023-04-01"),
    ],
)
def test_french_dates(text: str, date: str) -> None:
    assert only(text, "fr") == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Ngày 6/3, hai bên đã gặp nhau tại hội trường cũ.", "2023-03-06"),
        ("Chiều 3/4, hai bên đã gặp nhau tại hội trường cũ.", "2023-04-03"),
        ("Chiều 9.1, hai bên đã gặp nhau tại hội trường cũ.", "2023-01-09"),
        ("Sáng 21-2, hai bên đã gặp nhau tại hội trường cũ.", "2023-02-21"),
        ("Ngày 6 tháng 3 năm 2021, hai bên đã gặp nhau tại hội trường cũ.", "2021-03-06"),
        ("Hôm qua, hai bên đã gặp nhau tại hội trường cũ.", "2023-04-03"),
        ("Tháng 7 năm ngoái, hai bên đã gặp nhau tại hội trường cũ.", "2022-07"),
        ("Từ ngày 25 đến 27/3, hai bên đã gặp nhau tại hội trường cũ.", "2023-03-25/2023-03-27"),
        ("Ngày 25-27/3, hai bên đã gặp nhau tại hội trường cũ.", "2023-03-25/2023-03-27"),
        ("Hai bên đã gặp nhau vào thứ Sáu tuần trước tại hội trường cũ.", "2023-03-31"),
    ],
)
def test_vietnamese_dates(text: str, date: str) -> None:
    assert only(text, "vi") == date


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "They met on March 6. The same day both saw the mayor.", ["2023-03-06", "2023-03-06"]),
        ("en", "They met on March 6. Two days earlier both saw the mayor.", ["2023-03-06", "2023-03-04"]),
        ("en", "They met on March 6 on a visit from March 4 to 8. A day earlier both saw the mayor.",
         ["2023-03-06", "2023-03-04", "2023-03-05"]),
        ("fr", "Ils se sont vus le 6 mars. La veille, ils avaient vu le maire.", ["2023-03-06", "2023-03-05"]),
        ("fr", "Ils étaient là du 4 au 8 mars. Leur entretien, tenu le 6, fut bref.", ["2023-03-04", "2023-03-06"]),
        ("vi", "Ngày 6/3, hai bên gặp nhau. Cùng ngày, hai bên gặp thị trưởng.", ["2023-03-06", "2023-03-06"]),
    ],
)  # fmt: skip
def test_dates_told_by_the_date_before(lang: Language, text: str, expected: list[str]) -> None:
    assert [mention.date for mention in dates(text, lang)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "They marked the 50th anniversary of their ties.",
        "They spoke of COVID-19 and of the G20 for five decades.",
        "They may march on the second floor, 3/4 of them at least.",
        "It was the 10th dialogue and the third round.",
    ],
)
def test_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_an_impossible_day_is_no_date() -> None:
    assert dates("They met on February 30 in the old town hall.") == []


def test_without_a_year_anywhere_the_date_has_none() -> None:
    (mention,) = dates("They met on March 6 in the old town hall.", published=None)
    assert (mention.date, mention.inferred) == ("--03-06", False)
    assert dates("They met on Tuesday in the old town hall.", published=None) == []


def test_a_date_of_publication_known_in_part_gives_the_year() -> None:
    assert only("They met on March 6 in the old town hall.", published="2023") == "2023-03-06"
    assert only("They met today in the old town hall.", published="2023-03") == "2023-03"


def test_what_is_concluded_is_marked() -> None:
    written, concluded = dates("They met on March 6, 2021, and on April 3.")
    assert (written.inferred, concluded.inferred) == (False, True)


def test_what_is_planned_lies_ahead() -> None:
    (friday,) = dates("They will meet on Friday in the old town hall.")
    assert friday.reading(planned=False) == ("2023-03-31", None)
    assert friday.reading(planned=True) == ("2023-04-07", None)
    (october,) = dates("They will meet in October in the old town hall.")
    assert october.reading(planned=True) == ("2023-10", None)


def test_the_date_of_a_word_is_the_nearest_in_its_sentence() -> None:
    doc = document("On March 6 Anna saw Bo and on April 3 she met Cy in the town hall built in 1903. They talked.")
    found = find_dates(doc)
    at = {token.text: token.i for token in doc.tokens}

    def date(word: str) -> str | None:
        mention = date_at(found, doc, at[word])
        return mention.date if mention else None

    assert (date("saw"), date("met"), date("talked")) == ("2023-03-06", "2023-04-03", None)


def test_the_dateline_tells_place_and_day_and_is_no_mention() -> None:
    doc = document("HANOI, April 3 (XYZ) - Anna saw Bo in the old town hall today, her office said.", published=None)
    dateline = dateline_of(doc)
    assert (dateline.city, dateline.date, report_date(doc)) == ("HANOI", "--04-03", "--04-03")
    assert [mention.date for mention in find_dates(doc)] == ["--04-03"]


def test_today_is_the_day_of_the_dateline_where_the_report_came_out_a_little_later() -> None:
    text = "HANOI, April {} (XYZ) - Anna saw Bo in the old town hall today, her office said."
    late, long_after = document(text.format(3)), document(text.format(3), published="2023-06-04")
    assert (report_date(late), report_date(long_after)) == ("2023-04-03", "2023-06-04")
    assert [mention.date for mention in find_dates(late)] == ["2023-04-03"]


def test_a_dateline_may_stand_on_a_line_of_its_own() -> None:
    doc = document("Brussels, 16 May 2023\n\nAnna saw Bo in the old town hall today, her office said.", published=None)
    dateline = dateline_of(doc)
    assert (dateline.city, dateline.date) == ("Brussels", "2023-05-16")


@given(st.text(alphabet="0123456789/-. aàđMarchngàythángle", max_size=60), st.sampled_from(["en", "fr", "vi"]))
def test_any_text_is_read_without_error(text: str, lang: Language) -> None:
    doc = segment(Article(id="a", text=text, lang=lang, published=TUESDAY), lang)
    for mention in find_dates(doc):
        assert 0 <= mention.first < mention.last <= len(doc.tokens)
