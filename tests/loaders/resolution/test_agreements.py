import pytest

from loaders.records import AgreementType, Language
from loaders.resolution import resolve
from tests.loaders.resolution.made import Made

SIDES = ("Vietnam", "Japan")


def named(
    id_: str, name: str, type_: AgreementType, *parties: str, lang: Language = "en", date: str | None = None
) -> Made:
    return Made(id_, lang).agreement(name, type_, *(parties or SIDES), date=date)


def agreements(*made: Made) -> list[list[str]]:
    """Return the articles of each agreement and mechanism, sorted."""
    found = resolve([each.article for each in made], [each.extraction for each in made])
    both = [*found.agreements, *found.mechanisms]
    return sorted(sorted(mention.article for mention in found.members[each.key]) for each in both)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            [
                named("a", "fifth Vietnam-Japan deputy-ministerial security dialogue", "dialogue"),
                named("b", "Đối thoại An ninh cấp Thứ trưởng Việt Nam - Nhật Bản lần thứ sáu", "dialogue", lang="vi"),
                named("c", "dialogue de sécurité au niveau de vice-ministre", "dialogue", lang="fr"),
                named("d", "annual security dialogue", "dialogue"),
            ],
            [["a", "b", "c", "d"]],
            id="editions and languages of one dialogue",
        ),
        pytest.param(
            [
                named("a", "ministerial security dialogue", "dialogue"),
                named("b", "deputy-ministerial security dialogue", "dialogue"),
            ],
            [["a"], ["b"]],
            id="ministers and their deputies",
        ),
        pytest.param(
            [
                named("a", "strategic partnership", "partnership"),
                named("b", "comprehensive strategic partnership", "partnership"),
            ],
            [["a"], ["b"]],
            id="a partnership and its upgrade",
        ),
        pytest.param(
            [
                named("a", "security dialogue", "dialogue"),
                named("b", "security dialogue", "dialogue", "Vietnam", "Laos"),
            ],
            [["a"], ["b"]],
            id="other parties",
        ),
        pytest.param(
            [
                named("a", "Memorandum of Understanding", "memorandum", date="2024-11-14"),
                named("b", "MoU on preventing transnational crime", "memorandum", date="2024-11-14"),
                named("c", "mémorandum d'entente", "memorandum", lang="fr", date="2024-11-14"),
            ],
            [["a", "b", "c"]],
            id="one memorandum of one day",
        ),
        pytest.param(
            [
                named("a", "Memorandum of Understanding", "memorandum", date="2024-11-14"),
                named("b", "Memorandum of Understanding", "memorandum", date="2018-01-10"),
                named("c", "Memorandum of Understanding", "memorandum"),
            ],
            [["a"], ["b"], ["c"]],
            id="memoranda of other dates, and one that fits both",
        ),
        pytest.param(
            [
                named("a", "cooperation plan for 2023", "plan", date="2023-03-04"),
                named("b", "plan de coopération pour 2023", "plan", lang="fr", date="2023-03-05"),
            ],
            [["a", "b"]],
            id="one plan whose signing two outlets date a day apart",
        ),
        pytest.param(
            [
                named("a", "agreement on extradition", "agreement", date="2024-11-14"),
                named("b", "agreement on mutual legal assistance", "agreement", date="2024-11-14"),
            ],
            [["a"], ["b"]],
            id="two agreements signed on one day",
        ),
    ],
)
def test_names_of_one_agreement(made: list[Made], expected: list[list[str]]) -> None:
    assert agreements(*made) == expected


def test_a_document_is_signed_at_the_only_meeting_of_its_day_and_sides() -> None:
    made = Made("a").person("To Lam", "Minister", "Vietnam").person("Akiba Takeo", "Secretary", "Japan")
    made.meeting("To Lam", "Akiba Takeo", date="2023-03-06", kind="signing")
    made.agreement("memorandum on cybersecurity", "memorandum", *SIDES, date="2023-03-06", status="signed")
    found = resolve([made.article], [made.extraction])
    assert found.agreements[0].signed_at == found.meetings[0].key
