import pytest

from loaders.datelines import is_dateline, iso_date, line_date, opening


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-04-04", "2023-04-04"),
        ("2023-04-04T23:10:00+07:00", "2023-04-04"),
        ("2023-04", "2023-04"),
        ("2023", "2023"),
        ("20230404", "2023-04-04"),
        ("Tue, 04 Apr 2023 10:00:00 +0700", "2023-04-04"),
        ("April 4, 2023", "2023-04-04"),
        ("2023-13-40", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_metadata_date_becomes_iso_as_precise_as_given(value: str, expected: str | None) -> None:
    assert iso_date(value, "en") == expected


@pytest.mark.parametrize(
    ("lang", "line", "expected"),
    [
        ("en", "(Xinhua) 08:30, May 17, 2024", "2024-05-17"),
        ("en", "PTI | Dhaka | Updated: 12-09-2020 20:39 IST | Created: 11-09-2020 20:39 IST", "2020-09-11"),
        ("en", "14/11/2024 08:53 PM", "2024-11-14"),
        ("en", "04/30/2024", "2024-04-30"),
        ("fr", "Publié le 17 février 2023 – Lecture : 2 minutes", "2023-02-17"),
        ("fr", "Alger, le 1er mars 2024", "2024-03-01"),
        ("vi", "Thứ Ba, 03/12/2019, 17:21", "2019-12-03"),
        ("vi", "Hà Nội, ngày 3 tháng 12 năm 2019", "2019-12-03"),
        ("en", "The ministers signed the memorandum of understanding in Hanoi on May 17, 2024", None),
        ("en", "Saturday, February 31, 2020", None),
    ],
)
def test_only_a_line_that_is_hardly_more_than_a_date_dates_the_article(lang, line, expected) -> None:
    assert line_date(line, lang) == expected


@pytest.mark.parametrize(
    ("lang", "paragraph", "dateline", "date"),
    [
        ("en", " date 2023-04-04 VIETNAM - TOKYO — The ministry", " date 2023-04-04 VIETNAM - TOKYO — ", "2023-04-04"),
        ("fr", "Alger, 30 juillet 2024 - Le ministre", "Alger, 30 juillet 2024 - ", "2024-07-30"),
        ("en", "Hanoi (VNA) - The minister", "Hanoi (VNA) - ", None),
        ("en", "Kigali - The police chief", "Kigali - ", None),
        ("en", "MOSCOW, September 24. The secretary", "MOSCOW, September 24. ", None),
        ("en", "New Delhi [India], July 23: India and Nepal", "New Delhi [India], July 23: ", None),
        ("vi", "(PLO)- Bộ trưởng", "(PLO)- ", None),
        ("vi", "Hà Nội, ngày 19/2 - Đại tướng", "Hà Nội, ngày 19/2 - ", None),
        ("en", "Vietnam - Japan relations are at their best", "", None),
        ("vi", "Việt Nam - Nhật Bản nhất trí", "", None),
        ("en", "On March 6, the minister received his guest - a first", "", None),
        ("en", "MINISTER SON: It is good to be here", "", None),
        ("en", "U.S. Secretary of State met his counterpart", "", None),
    ],
)  # fmt: skip
def test_the_dateline_of_a_paragraph_is_told_from_its_prose(lang, paragraph, dateline, date) -> None:
    assert opening(paragraph, lang) == (len(dateline), date)


def test_a_line_with_a_place_and_a_yearless_date_is_a_dateline() -> None:
    assert is_dateline("Baku, Azerbaijan, May 12", "en")
    assert not is_dateline("Fourteen officers hurt on May 12", "en")
