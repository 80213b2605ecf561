"""Who met whom, in sentences of our own after the styles of agencies and ministries."""

from __future__ import annotations

import pytest

from loaders.extraction.pipeline import extract
from loaders.records import Article

Met = list[tuple[set[str], str]]


def met(text: str) -> Met:
    """The last names of those who take part in each meeting, and its status."""
    (found,) = extract([Article(id="a", text=text, lang="en", published="2024-05-15")])
    last = {p.id: p.name.split()[-1] for p in found.persons}
    return [({last[ref] for ref in m.participants}, m.status) for m in found.meetings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norwegian Defence Minister Bjorn Gram met President Volodymyr Zelensky as well as Defence Minister "
            "Rustem Umerov in Kyiv.",
            [{"Gram", "Zelensky"}, {"Gram", "Umerov"}],
        ),
        (
            "Georgian Interior Minister Vakhtang Gomelauri met his Armenian counterpart Vahe Ghazaryan and, "
            "separately, Azerbaijani Interior Minister Vilayat Eyvazov in Tbilisi.",
            [{"Gomelauri", "Ghazaryan"}, {"Gomelauri", "Eyvazov"}],
        ),
    ],
)
def test_counterparts_whom_a_list_parts_were_met_apart(text: str, expected: list[set[str]]) -> None:
    found = met(text)
    assert sorted((sorted(names), status) for names, status in found) == sorted((sorted(e), "held") for e in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bulgarian Prime Minister Dimitar Glavchev and Serbian President Aleksandar Vucic, who met in Belgrade on "
            "Monday, discussed border security.",
            {"Glavchev", "Vucic"},
        ),
        (
            "Signatories were Zambian Home Affairs Minister Jack Mwiimbu and Malawian Homeland Security Minister "
            "Ken Zikhale.",
            {"Mwiimbu", "Zikhale"},
        ),
        (
            "Slovak Interior Minister Matus Estok received in Bratislava a delegation of the Czech police, headed by "
            "its president, General Martin Vondrasek.",
            {"Estok", "Vondrasek"},
        ),
    ],
)
def test_all_who_took_part_have_met(text: str, expected: set[str]) -> None:
    assert met(text) == [(expected, "held")]


@pytest.mark.parametrize(
    "text",
    [
        "German Interior Minister Nancy Faeser was to have met her Polish counterpart Tomasz Siemoniak on Monday, but "
        "the trip was called off.",
        "French Interior Minister Gerald Darmanin cancelled a meeting with Italian Interior Minister Matteo Piantedosi "
        "that was planned for Thursday.",
    ],
)
def test_what_was_called_off_is_denied(text: str) -> None:
    found = met(text)
    assert found
    assert {status for _, status in found} == {"denied"}


def test_what_is_still_ahead_is_planned() -> None:
    text = (
        "Austrian Interior Minister Gerhard Karner is to have separate meetings with Croatian Interior Minister "
        "Davor Bozinovic in Zagreb next week."
    )
    assert met(text) == [({"Karner", "Bozinovic"}, "planned")]


def test_what_is_told_in_a_letter_is_no_meeting() -> None:
    text = "Swiss Justice Minister Beat Jans thanked Italian Interior Minister Matteo Piantedosi in a letter."
    assert met(text) == []


def test_talks_during_which_they_pledged_are_those_of_whom_they_are_told() -> None:
    found = met(
        "Georgian Interior Minister Vakhtang Gomelauri met Armenian President Vahagn Khachaturyan on Monday. In the "
        "afternoon, Gomelauri held talks with Armenian police chief Aram Hovhannisyan, during which they pledged to "
        "share information."
    )
    assert found == [({"Gomelauri", "Khachaturyan"}, "held"), ({"Gomelauri", "Hovhannisyan"}, "held")]


def test_a_visitor_sees_the_head_of_a_government_alone() -> None:
    found = met(
        "Vietnamese Public Security Minister Luong Tam Quang met Cambodian Prime Minister Hun Manet and Interior "
        "Minister Sar Sokha in Phnom Penh on Monday."
    )
    assert found == [({"Quang", "Manet"}, "held"), ({"Quang", "Sokha"}, "held")]


@pytest.mark.parametrize(
    "text",
    [
        "On the sidelines of the summit, Duale signed an agreement that Rwandan Foreign Minister Vincent Biruta had "
        "drafted.",
        "Duale then opened the conference in Naivasha while Ugandan President Yoweri Museveni was in Rome.",
    ],
)
def test_a_side_occasion_and_a_side_clause_tell_of_no_meeting(text: str) -> None:
    found = met("Kenyan Defence Minister Aden Duale met his Somali counterpart Abdulkadir Nur on Monday. " + text)
    assert found == [({"Duale", "Nur"}, "held")]


def test_a_meeting_on_a_day_after_the_report_is_planned() -> None:
    found = met(
        "Moldovan Interior Minister Adrian Efros meets his Romanian counterpart Catalin Predoiu on 28 May 2024."
    )
    assert found == [({"Efros", "Predoiu"}, "planned")]


def test_meetings_of_somebody_unnamed_are_those_of_who_acted_before() -> None:
    found = met(
        "Ghanaian Defence Minister Dominic Nitiwul arrived in Lome on Monday. Meetings were held with Togolese "
        "Security Minister Yark Damehame and Togolese Foreign Minister Robert Dussey."
    )
    assert sorted(sorted(names) for names, _ in found) == [["Damehame", "Nitiwul"], ["Dussey", "Nitiwul"]]


def test_who_attended_joins_the_meeting_that_is_spoken_of() -> None:
    found = met(
        "Omani Interior Minister Hamoud Al Busaidi held talks with Qatari Prime Minister Mohammed Al Thani in Doha. "
        "The meeting was attended by Omani Ambassador Ammar Al Omrani."
    )
    assert found == [({"Busaidi", "Thani", "Omrani"}, "held")]
