import pytest

from loaders.wrapping import unwrap

WRAPPED = """Ministers meet in Nairobi

NAIROBI - Kenya's Interior Minister received his guest, the Minister of
Internal Security of Somalia, and agreed with him to share what their
services know.
Both will meet again.

- a first point
- a second one
"""


def test_the_lines_of_a_paragraph_are_joined_and_nothing_else() -> None:
    assert unwrap(WRAPPED).splitlines() == [
        "Ministers meet in Nairobi",
        "",
        "NAIROBI - Kenya's Interior Minister received his guest, the Minister of Internal Security of Somalia, and "
        "agreed with him to share what their services know.",
        "Both will meet again.",
        "",
        "- a first point",
        "- a second one",
    ]


def test_every_character_stays_at_its_place() -> None:
    assert len(unwrap(WRAPPED)) == len(WRAPPED)
    assert unwrap(WRAPPED).split() == WRAPPED.split()


@pytest.mark.parametrize(
    "text",
    [
        "Headline of the day\nThe minister met his guest.\nThey agreed to meet again.",
        "Headline\n"
        + "The minister met his guest, and they talked for long. " * 5
        + "\nphoto: a reader\n"
        + "Then. " * 60,
        "",
        "\n\n",
    ],
    ids=["no line goes on", "a paragraph a line", "empty", "no lines"],
)
def test_a_text_that_is_not_wrapped_stays_as_it_is(text: str) -> None:
    assert unwrap(text) == text
