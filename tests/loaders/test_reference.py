import pytest

from loaders.reference import countries, country_of, names, organisation_of


def code_of(text: str, *, capitals: bool = False) -> str | None:
    country = country_of(text, capitals=capitals)
    return country and country.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vietnam", "VN"),
        ("Việt Nam", "VN"),
        ("VIET NAM", "VN"),
        ("vietnamienne", "VN"),
        ("Vietnamese", "VN"),
        ("Lao PDR", "LA"),
        ("lao", "LA"),
        ("Hoa Kỳ", "US"),
        ("Mỹ", "US"),
        ("Ý", "IT"),
        ("U.S.", "US"),
        ("US", "US"),
        ("UK", "GB"),
        ("RoK", "KR"),
        ("DPRK", "KP"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ốt-xtrây-li-a", "AU"),
        ("Thuỵ Sĩ", "CH"),
        ("nord-coréennes", "KP"),
        ("JPN", "JP"),
        ("EU", "EU"),
        ("Kosovo", "XK"),
        ("Tòa thánh Vatican", "VA"),
    ],
)
def test_country_by_any_of_its_forms(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize("text", ["us", "Us", "my", "My", "y", "it", "no", "Congolese", "Ruritania", ""])
def test_no_country_from_common_words_and_ambiguous_forms(text: str) -> None:
    assert code_of(text) is None


def test_capital_stands_for_its_government_only_when_asked() -> None:
    assert code_of("Hà Nội") is None
    assert [code_of(city, capitals=True) for city in ("Hanoï", "Pékin", "Bắc Kinh", "Séoul")] == [
        "VN",
        "CN",
        "CN",
        "KR",
    ]


def test_usual_english_names() -> None:
    usual = {"LA": "Laos", "KR": "South Korea", "RU": "Russia", "CZ": "Czech Republic", "MM": "Myanmar", "TR": "Turkey"}
    assert {code: countries()[code].name for code in usual} == usual


def test_names_for_a_matcher_have_their_kind() -> None:
    french = set(names("fr"))
    assert {("japonaises", "JP", "adjective"), ("Japon", "JP", "name"), ("La Haye", "NL", "capital")} <= french
    assert not any(form == "Vietnamese" for form, _, _ in french)


@pytest.mark.parametrize(
    "text",
    [
        "Vietnamese Ministry of Public Security",
        "Ministry of Public Security of Viet Nam",
        "Vietnam's Ministry of Public Security",
        "ministère vietnamien de la Sécurité publique",
        "ministère de la Sécurité publique du Vietnam",
        "Bộ Công an Việt Nam",
    ],
)
def test_country_beside_or_within_an_organisations_name(text: str) -> None:
    known = organisation_of(text)
    assert known is not None
    assert (known.name, known.country, known.kind) == ("Ministry of Public Security", "VN", "ministry")
