from loaders.cleaning import clean
from loaders.extraction.circumstances import Circumstance, Circumstances
from loaders.extraction.dates import find_dates
from loaders.extraction.document import Document
from loaders.extraction.segmentation import segment
from loaders.records import Article

PUBLISHED = "2023-04-05"


class Told:
    """Asks for the circumstances of an event by the words that tell it."""

    def __init__(self, text: str, published: str | None = PUBLISHED) -> None:
        self.document: Document = segment(clean(Article(id="a", text=text, lang="en", published=published)), "en")
        self.all = Circumstances(self.document, find_dates(self.document))

    def of(self, *words: str, **how: bool) -> Circumstance:
        return self.all.of([next(t.i for t in self.document.tokens if t.text == word) for word in words], **how)


def test_an_event_has_the_date_and_the_place_of_its_sentence() -> None:
    told = Told("Anna saw Bo in Tokyo on March 30. On April 3 she met Cy in Hanoi.")
    assert told.of("saw") == Circumstance("2023-03-30", None, True, "Tokyo")
    assert told.of("met") == Circumstance("2023-04-03", None, True, "Hanoi")


def test_a_meeting_is_on_a_day_of_the_visit_and_the_visit_lasts() -> None:
    told = Told("On April 3 Anna met Bo, who was on a visit to Laos from April 1 to 4.")
    assert told.of("met").date == "2023-04-03"
    visit = told.of("visit", visit=True)
    assert (visit.date, visit.date_end, visit.place) == ("2023-04-01", "2023-04-04", "Laos")


def test_what_was_told_holds_for_what_follows() -> None:
    told = Told("Anna saw Bo in Tokyo on April 3. They were glad. Later she received Cy as well.")
    told.of("saw")
    assert told.of("received") == Circumstance("2023-04-03", None, True, "Tokyo")


def test_what_is_long_past_does_not_hold_for_what_follows() -> None:
    told = Told("Anna met Bo, with whom she had a quarrel on May 2, 2011. Then she received Cy.")
    assert told.of("received").date == PUBLISHED


def test_what_was_held_without_a_date_takes_the_day_of_the_report() -> None:
    assert Told("Anna met Bo.").of("met") == Circumstance(PUBLISHED, None, True, None)
    assert Told("Anna met Bo.", published=None).of("met") == Circumstance()


def test_what_is_planned_takes_no_day_but_its_own() -> None:
    told = Told("Anna met Bo on April 3. She will receive Cy on Friday and is to visit Dan.")
    told.of("met")
    assert told.of("receive", planned=True).date == "2023-04-07"
    assert Told("Anna met Bo on April 3. She will receive Cy.").of("receive", planned=True).date is None


def test_there_is_the_place_told_last() -> None:
    told = Told(
        "Anna saw Bo in Seoul on Monday. He had spent three days in Singapore. There, he met Cy. Later he left."
    )
    assert told.of("saw").place == "Seoul"
    assert told.of("met").place == "Singapore"


def test_nothing_is_planned_for_a_date_long_past() -> None:
    told = Told(
        "Anna, who took office in May 2021, will receive Bo next year. She will see Cy, elected on May 2, 2021."
    )
    assert told.of("receive", planned=True).date == "2024"
    assert told.of("see", planned=True).date is None


def test_a_call_has_no_place_and_a_video_conference_is_virtual() -> None:
    assert Told("In Tokyo, Anna called Bo.").of("called", remote=True).place is None
    assert Told("Anna spoke with Bo by video conference.").of("spoke").place == "virtual"


def test_a_venue_is_told_with_its_city() -> None:
    told = Told("Anna saw Bo in Tokyo on April 3. She received Cy at the ministry's headquarters.")
    told.of("saw")
    assert told.of("received").place == "ministry's headquarters, Tokyo"


def test_the_city_of_the_dateline_counts_only_where_no_other_place_is_told() -> None:
    line = "BANGKOK (XYZ) - "
    assert Told(line + "Anna met Bo in Tokyo on April 3, her ministry said on Monday.").of("met").place == "Tokyo"
    assert Told(line + "Anna met Bo on a visit to Thailand, her ministry said.").of("met").place == "Bangkok"
    assert Told(line + "Anna met Bo on a visit to Japan, her ministry said.").of("met").place == "Japan"
    assert Told("BREMEN, Germany (XYZ) - Anna met Bo on Monday.").of("met").place == "Bremen"
    assert Told("BREMEN (XYZ) - Anna met Bo on Monday.").of("met").place is None


def test_the_country_that_is_only_talked_of_is_no_place() -> None:
    assert Told("Anna met Bo. They spoke of peace in Yemen.").of("met").place is None
