"""Titles and names in English and French, in sentences of our own."""

import pytest

from loaders.extraction.backends import backend
from loaders.extraction.people import Bearer, find_people
from loaders.extraction.segmentation import segment
from loaders.records import Article, Language

Offices = dict[str, list[str]]


def bearers(text: str, lang: Language = "en") -> list[tuple[list[str], Bearer, list[str]]]:
    """Each person's names as written, the bearer, and his titles as written."""
    document = segment(Article(id="a", text=text), lang)
    (recognised,) = backend(lang).recognise([document])
    return [
        (
            [document.quote(*name) for name in bearer.names],
            bearer,
            [document.quote(office.first, office.last) for office in bearer.offices],
        )
        for bearer in find_people(document, recognised).bearers
    ]


def offices(text: str, lang: Language = "en") -> Offices:
    return {max(names, key=len): titles for names, _, titles in bearers(text, lang)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Defence Minister Rosa Quispe of Peru spoke.", {"Rosa Quispe": ["Defence Minister"]}),
        ("Rosa Quispe, Peru's defence minister, spoke.", {"Rosa Quispe": ["Peru's defence minister"]}),
        ("The chief of the Border Guard, Carl Lund, spoke.", {"Carl Lund": ["chief of the Border Guard"]}),
        (
            "Anna Berg, Minister of Justice and Deputy Prime Minister of Norway, spoke.",
            {"Anna Berg": ["Minister of Justice", "Deputy Prime Minister of Norway"]},
        ),
        (
            "Deputy Prime Minister and Minister for Defence Anna Berg spoke.",
            {"Anna Berg": ["Deputy Prime Minister", "Minister for Defence"]},
        ),
        (
            "Politburo member and Standing member of the Secretariat Tran Van Minh received her.",
            {"Tran Van Minh": ["Politburo member", "Standing member of the Secretariat"]},
        ),
        (
            "Japan's National Police Agency (NPA) Commissioner General Mori Kenji spoke.",
            {"Mori Kenji": ["Japan's National Police Agency (NPA) Commissioner General"]},
        ),
        ("Governor of Osaka Prefecture Mori Kenji spoke.", {"Mori Kenji": ["Governor of Osaka Prefecture"]}),
        (
            "Zed Orr, Australia's Minister for International Development and the Pacific, spoke.",
            {"Zed Orr": ["Australia's Minister for International Development and the Pacific"]},
        ),
        (
            "Ana Silva, the President's Senior Adviser on National Security, presided.",
            {"Ana Silva": ["President's Senior Adviser on National Security"]},
        ),
        ("Mr. Lund, who is also the Commissioner of Police, spoke.", {"Lund": ["Commissioner of Police"]}),
        ("Rosa Quispe was appointed Minister of Defence.", {"Rosa Quispe": ["Minister of Defence"]}),
        (
            "Foreign Ministers Anna Berg and Carl Lund signed.",
            {"Anna Berg": ["Foreign Ministers"], "Carl Lund": ["Foreign Ministers"]},
        ),
        (
            "Prime Minister-designate Paul Roux met the acting head of the Border Guard, Carl Lund.",
            {"Paul Roux": ["Prime Minister-designate"], "Carl Lund": ["acting head of the Border Guard"]},
        ),
        (
            "Senior Lieutenant General Tran Van Minh and Admiral Juan Soto spoke.",
            {"Tran Van Minh": [], "Juan Soto": []},
        ),
        (
            "Anna Berg has met Carl Lund. The two prime ministers signed a pact.",
            {"Anna Berg": ["prime ministers"], "Carl Lund": ["prime ministers"]},
        ),
        (
            "Minister Anna Berg has met Carl Lund and Jane Doe. The three prime ministers signed.",
            {"Anna Berg": ["Minister"], "Carl Lund": [], "Jane Doe": []},
        ),
        ("Mark Lund, the president's nominee for the post, stayed away.", {"Mark Lund": []}),
    ],
)
def test_english_titles_stand_around_names(text: str, expected: Offices) -> None:
    assert offices(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La ministre sénégalaise de l'Intérieur, Awa Diop, a parlé.",
            {"Awa Diop": ["ministre sénégalaise de l'Intérieur"]},
        ),
        (
            "Le ministre d'État, ministre de la Justice, garde des Sceaux, Paul Roux, a parlé.",
            {"Paul Roux": ["ministre d'État", "ministre de la Justice", "garde des Sceaux"]},
        ),
        (
            "La cheffe de la diplomatie belge, Marie Claes, est venue.",
            {"Marie Claes": ["cheffe de la diplomatie belge"]},
        ),
        (
            "Paul Roux, vice-ministre de la Défense du Bénin, et le général Ali Sow ont signé.",
            {"Paul Roux": ["vice-ministre de la Défense du Bénin"], "Ali Sow": []},
        ),
        (
            "Le secrétaire général du Conseil de sécurité nationale, Paul Roux, a parlé.",
            {"Paul Roux": ["secrétaire général du Conseil de sécurité nationale"]},
        ),
        (
            "Le Premier ministre Paul Roux et son homologue danoise Anna Berg ont signé.",
            {"Paul Roux": ["Premier ministre"], "Anna Berg": ["homologue danoise"]},
        ),
        (
            "L'ambassadrice du Japon en Tunisie, Mori Kenji, a parlé.",
            {"Mori Kenji": ["ambassadrice du Japon en Tunisie"]},
        ),
        ("Le chef de l'armée, le commandant de corps Jean Favre, a parlé.", {"Jean Favre": ["chef de l'armée"]}),
        (
            "Les ministres de la Santé, le colonel Ali Sow pour le Mali et le général Paul Ba pour le Niger, sont là.",
            {"Ali Sow": ["ministres de la Santé"], "Paul Ba": ["ministres de la Santé"]},
        ),
    ],
)
def test_french_titles_stand_around_names(text: str, expected: Offices) -> None:
    assert offices(text, "fr") == expected


@pytest.mark.parametrize(
    ("lang", "text", "former"),
    [
        ("en", "Former Prime Minister Anna Berg spoke.", True),
        ("en", "The then defence minister, Carl Lund, spoke.", True),
        ("en", "Acting Prime Minister Anna Berg spoke.", False),
        ("en", "Deputy Prime Minister Anna Berg spoke.", False),
        ("fr", "L'ancien directeur général de la Sûreté nationale, Karim Bennani, a parlé.", True),
        ("fr", "L'ex-ministre de l'Intérieur Awa Diop a parlé.", True),
        ("fr", "Le nouveau ministre de l'Intérieur Paul Roux a parlé.", False),
    ],
)
def test_an_office_held_once_is_told_from_one_held_now(lang: Language, text: str, former: bool) -> None:
    ((_, bearer, _),) = bearers(text, lang)
    assert [office.former for office in bearer.offices] == [former]


@pytest.mark.parametrize(
    ("lang", "text", "country"),
    [
        ("en", "Defence Minister Rosa Quispe of Peru spoke.", "PE"),
        ("en", "Anna Berg, the Norwegian justice minister, spoke.", "NO"),
        ("en", "U.S. Ambassador to Laos Jane Doe spoke.", "US"),
        ("en", "The prime minister went home with Vietnam's Tran Van Minh.", "VN"),
        ("fr", "L'ambassadrice du Japon en Tunisie, Mori Kenji, a parlé.", "JP"),
        ("fr", "Le ministre de la Défense, le colonel Ali Sow pour le Mali, a parlé.", "ML"),
    ],
)
def test_the_country_that_somebody_acts_for_is_not_the_one_he_is_sent_to(
    lang: Language, text: str, country: str
) -> None:
    ((_, bearer, _),) = bearers(text, lang)
    assert bearer.country == country


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "Anna Berg met Carl Lund. Berg thanked Lund.", [["Anna Berg", "Berg"], ["Carl Lund", "Lund"]]),
        ("en", "Minister Tran Van Minh spoke. Minh left.", [["Tran Van Minh", "Minh"]]),
        ("en", "Minister Mori Kenji spoke. Mori left. Kenji Mori returned.", [["Mori Kenji", "Mori", "Kenji Mori"]]),
        (
            "en",
            "Minister Kim Min-soo met Vice Minister Kim Yoo-jin. Kim Yoo-jin thanked Kim Min-soo.",
            [["Kim Min-soo", "Kim Min-soo"], ["Kim Yoo-jin", "Kim Yoo-jin"]],
        ),
        ("fr", "La ministre Awa Diop a parlé. Mme Diop est partie.", [["Awa Diop", "Diop"]]),
        ("fr", "Le ministre Yann Le Goff a parlé. M. Le Goff est parti.", [["Yann Le Goff", "Le Goff"]]),
    ],
)
def test_later_mentions_go_to_their_bearer(lang: Language, text: str, names: list[list[str]]) -> None:
    assert [found for found, _, _ in bearers(text, lang)] == names


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Lincoln Memorial is near Madison Avenue in New York."),
        ("en", "The minister left; the Ministry of Defence said nothing."),
        ("en", "The plan “Len Cho” was adopted."),
        ("fr", "Elle a rejoint l'initiative européenne « Sky Shield »."),
        ("fr", "La Cédéao a demandé un calendrier."),
        ("fr", "Le ministre est parti pour Saint-Denis."),
    ],
)
def test_places_bodies_and_programmes_are_no_people(lang: Language, text: str) -> None:
    assert bearers(text, lang) == []
