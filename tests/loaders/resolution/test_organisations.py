from loaders.resolution import resolve
from loaders.resolution.decisions import Decision
from loaders.resolution.knowledge import Knowledge, Mention
from tests.loaders.resolution.made import Made


def known(*made: Made, decided: tuple[Decision, ...] = ()) -> Knowledge:
    return resolve([each.article for each in made], [each.extraction for each in made], decided)


def bodies(*made: Made, decided: tuple[Decision, ...] = ()) -> list[list[str]]:
    """Return the articles of each organisation, sorted."""
    found = known(*made, decided=decided)
    return sorted([mention.article for mention in mentions] for mentions in found.members.values())


def test_reference_data_know_acronyms_and_translations() -> None:
    made = [
        Made("a").organisation("Ministry of Public Security", "Vietnam"),
        Made("b").organisation("MPS", "Vietnam"),
        Made("c", "fr").organisation("ministère de la Sécurité publique", "Vietnam"),
        Made("d", "vi").organisation("Bộ Công an", "Việt Nam"),
        Made("e", "vi").organisation("Cơ quan Cảnh sát quốc gia Nhật Bản", "Nhật Bản"),
    ]
    found = known(*made)
    assert [each.key for each in found.organisations if each.key in found.members] == [
        "organisation/JP-npa",
        "organisation/VN-mps",
    ]


def test_unknown_bodies_are_one_by_meaning_and_country() -> None:
    made = [
        Made("a").organisation("Ministry of Wetlands", "Chad"),
        Made("b").organisation("Chadian Ministry of Wetlands", "Chad"),
        Made("c").organisation("Ministry of Wetlands", "Niger"),
        Made("d").organisation("Ministry of Wetlands"),
    ]
    assert bodies(*made) == [["a", "b"], ["c"], ["d"]]


def test_a_body_without_a_country_joins_the_only_one_of_its_name() -> None:
    made = [Made("a").organisation("Ministry of Wetlands", "Chad"), Made("b").organisation("Ministry of Wetlands")]
    assert bodies(*made) == [["a", "b"]]


def test_an_acronym_alone_joins_the_only_body_that_bears_it() -> None:
    made = [
        Made("a").organisation("Wetland Rescue Agency", "Chad", "WRA"),
        Made("b").organisation("WRA"),
    ]
    assert bodies(*made) == [["a", "b"]]
    rival = Made("c").organisation("World Road Association", None, "WRA")
    assert bodies(*made, rival) == [["a"], ["b"], ["c"]]


def test_a_delegation_without_a_name_stands_for_its_country() -> None:
    made = Made("a").organisation("Lao delegation", "Laos")
    made.extraction.organisations[0].kind = "group"
    assert known(made).organisations == ()


def test_a_decision_takes_one_body_out_and_leaves_the_others_together() -> None:
    made = [Made(article).organisation("Ministry of Wetlands", "Chad") for article in "abc"]
    mention = [Mention(article, "organisation", "ministry of wetlands") for article in "abc"]
    apart = Decision.about("different", mention[0], mention[1])
    assert bodies(*made, decided=(apart,)) == [["a"], ["b"], ["c"]]
    assert bodies(*made, decided=(apart, Decision.about("same", mention[1], mention[2]))) == [["a"], ["b", "c"]]
