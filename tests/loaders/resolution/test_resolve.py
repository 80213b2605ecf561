import random

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.resolution import resolve
from loaders.resolution.decisions import Decision
from loaders.resolution.knowledge import Knowledge, Mention
from loaders.triples import describe
from tests.loaders.resolution.made import Made

LAM = ("Minister of Public Security", "Vietnam")
AKIBA = ("Secretary General of the National Security Secretariat", "Japan")


def told() -> list[Made]:
    """Return one reception told three times, a namesake, a later meeting, a denied one and a commitment repeated."""
    return [
        Made("en", published="2023-03-07")
        .person("To Lam", *LAM)
        .person("Akiba Takeo", *AKIBA)
        .meeting("To Lam", "Akiba Takeo", date="--03-06", kind="reception")
        .agreement("fifth Vietnam-Japan security dialogue", "dialogue", "Vietnam", "Japan", edition=5)
        .commitment("asked Japan to train officers", "requested", "training", actors=("To Lam",), to=("Japan",)),
        Made("fr", "fr")
        .person("Tô Lâm", "ministre de la Sécurité publique", "Vietnam")
        .person("Takeo Akiba", "", "Japon")
        .meeting("Tô Lâm", "Takeo Akiba"),
        Made("vi", "vi", "2023-03-06")
        .person("Tô Lâm", "Bộ trưởng Bộ Công an", "Việt Nam")
        .person("Akiba Takeo", "Tổng Thư ký Ban Thư ký An ninh quốc gia", "Nhật Bản")
        .meeting("Tô Lâm", "Akiba Takeo", date="2023-03-06", place="Hà Nội", kind="reception")
        .agreement("Đối thoại an ninh Việt Nam - Nhật Bản lần thứ sáu", "dialogue", "Việt Nam", "Nhật Bản", edition=6),
        Made("later", published="2024-08-20")
        .person("To Lam", *LAM)
        .person("Xi Jinping", "President", "China")
        .meeting("To Lam", "Xi Jinping", date="2024-08-19", place="Beijing"),
        Made("denied", published="2023-05-01")
        .person("To Lam", *LAM)
        .person("Akiba Takeo", *AKIBA)
        .meeting("To Lam", "Akiba Takeo", date="2023-04-30", status="denied"),
        Made("namesake", published="2020-01-01").person("To Lam", "Mayor of Quebec", "Canada"),
    ]


def known(articles: list[Made], decisions: list[Decision] | None = None) -> Knowledge:
    return resolve([each.article for each in articles], [each.extraction for each in articles], decisions or [])


def graph(knowledge: Knowledge) -> bytes:
    quads = sorted(describe(knowledge), key=str)
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS)


def test_one_reception_told_in_three_languages_is_one_meeting_with_three_sources() -> None:
    found = known(told())
    (meeting,) = [each for each in found.meetings if each.when and each.when.edtf == "2023-03-06"]
    assert {mention.article for mention in found.members[meeting.key]} == {"en", "fr", "vi"}
    assert (meeting.kind, meeting.status, meeting.place) == ("reception", "held", "Hanoi")


def test_people_are_one_across_languages_and_orders_of_the_name_but_not_across_countries() -> None:
    names = {each.key: dict(each.names) for each in known(told()).officials}
    assert sorted(map(str, names.values())) == [
        "{'en': 'Akiba Takeo', 'fr': 'Takeo Akiba', 'vi': 'Akiba Takeo'}",
        "{'en': 'To Lam', 'fr': 'Tô Lâm', 'vi': 'Tô Lâm'}",
        "{'en': 'To Lam'}",
        "{'en': 'Xi Jinping'}",
    ]


def test_editions_are_of_one_mechanism() -> None:
    (mechanism,) = known(told()).mechanisms
    assert mechanism.editions == (5, 6)
    assert mechanism.parties == ("country/JP", "country/VN")


def test_a_statement_without_counterparts_is_made_to_the_other_sides_of_its_meeting() -> None:
    article = (
        Made("a")
        .person("To Lam", *LAM)
        .person("Akiba Takeo", *AKIBA)
        .meeting("To Lam", "Akiba Takeo", date="2023-03-06")
    )
    article.commitment("would share information", "pledged", "information-sharing", actors=("To Lam",))
    (commitment,) = known([article]).commitments
    assert (commitment.actor_sides, commitment.counterpart_sides) == (("country/VN",), ("country/JP",))
    assert commitment.when is not None
    assert commitment.when.first == "2023-03-06"


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sets(st.integers(0, 5), min_size=1))
def test_the_graph_is_the_same_in_any_order(rng: random.Random, chosen: set[int]) -> None:
    articles = [each for number, each in enumerate(told()) if number in chosen]
    decisions = [
        Decision("different", Mention("en", "person", "to lam"), Mention("later", "person", "to lam")),
        Decision("same", Mention("later", "person", "to lam"), Mention("namesake", "person", "to lam")),
    ]
    expected = graph(known(articles, decisions))
    rng.shuffle(articles)
    rng.shuffle(decisions)
    extractions = [each.extraction for each in articles]
    rng.shuffle(extractions)
    assert graph(resolve([each.article for each in articles], extractions, decisions)) == expected


def test_an_article_withdrawn_takes_only_what_it_alone_said() -> None:
    without = [each for each in told() if each.article.id != "later"]
    assert {each.key for each in known(told()).officials} - {each.key for each in known(without).officials} == {
        "official/xi-jinping"
    }


def test_every_country_that_a_statement_names_is_described() -> None:
    article = Made("a").commitment("asks Peru for help", "requested", "training", actors=("Yemen",), to=("Peru",))
    resolved = known([article])
    assert [country.code for country in resolved.countries] == ["PE", "YE"]
