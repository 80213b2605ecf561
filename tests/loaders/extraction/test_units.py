import pytest

from loaders.extraction import extract
from loaders.records import Article


@pytest.mark.parametrize(
    "text",
    [
        "Receiving Ana Silva, Vice President of the Portuguese Cooperation Agency, Kenyan Minister John Kamau asked "
        "the agency to supply firefighting equipment.",
        "At a meeting with Ana Silva, Portugal's Minister of Justice, Kenyan Minister John Kamau proposed to share "
        "data.",
    ],
)
def test_the_comma_between_two_people_stays(text: str) -> None:
    (found,) = extract([Article(id="a", text=text, lang="en", published="2024-05-02")])
    (meeting,) = found.meetings
    assert len(meeting.participants) == 2


def test_a_body_behind_a_name_is_its_bearers_and_tells_his_country() -> None:
    text = "Interior Minister John Kamau met Commander Rui Costa of Portugal's National Guard in Nairobi. They talked."
    (found,) = extract([Article(id="a", text=text, lang="en", published="2024-05-02")])
    assert {person.name: person.country for person in found.persons}["Rui Costa"] == "Portugal"
    assert len(found.meetings) == 1
