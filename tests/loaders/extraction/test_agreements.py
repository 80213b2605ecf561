"""Which documents and mechanisms an article is about, and what it tells of them."""

from __future__ import annotations

import pytest

from loaders.extraction.accords import Accord, series_of
from loaders.extraction.agreements import find_agreements
from loaders.extraction.dates import find_dates
from loaders.extraction.document import Document
from loaders.extraction.segmentation import segment
from loaders.records import Article


def document(text: str, lang: str = "en", published: str | None = None) -> Document:
    return segment(Article(id="t", text=text, lang=lang, published=published), lang)  # type: ignore[arg-type]


def agreements(doc: Document) -> list[Accord]:
    return find_agreements(doc, find_dates(doc), [])


def name(doc: Document, accord: Accord) -> str:
    return doc.quote(accord.fullest.first, accord.fullest.last)


def names(text: str, lang: str = "en") -> list[str]:
    doc = document(text, lang)
    return [name(doc, accord) for accord in agreements(doc)]


def only(text: str, lang: str = "en", published: str | None = None) -> Accord:
    (accord,) = agreements(document(text, lang, published))
    return accord


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "The ministers signed a memorandum of understanding on the exchange of forensic data in Oslo.",
            "memorandum of understanding on the exchange of forensic data",
        ),
        (
            "en",
            "Norway and Chile held the 4th Norway-Chile Fisheries Crime Dialogue on Monday.",
            "Norway-Chile Fisheries Crime Dialogue",
        ),
        (
            "en",
            "The Norway-Chile deputy ministerial-level fisheries crime dialogue is held every year.",
            "Norway-Chile deputy ministerial-level fisheries crime dialogue",
        ),
        ("en", "They praised the work of the Joint Border Commission (JBC).", "Joint Border Commission (JBC)"),
        (
            "fr",
            "Les deux ministres ont signé un accord de coopération policière à Oslo.",
            "accord de coopération policière",
        ),
        (
            "fr",
            "Ils ont présidé la 3e session de la Commission mixte de sécurité.",
            "Commission mixte de sécurité",
        ),
        (
            "vi",
            "Hai bên đã ký Bản ghi nhớ về phòng, chống tội phạm mạng tại Oslo.",
            "Bản ghi nhớ về phòng, chống tội phạm mạng",
        ),
        (
            "vi",
            "Hai thứ trưởng đồng chủ trì Đối thoại An ninh Na Uy - Chile lần thứ 4.",
            "Đối thoại An ninh Na Uy - Chile",
        ),
    ],
)
def test_the_name_is_whole_and_as_written(lang: str, text: str, expected: str) -> None:
    assert names(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They agreed to carry out the agreements already signed and to start new programmes."),
        ("en", "After the meeting the two sides held talks and welcomed the dialogue."),
        ("en", "The partnership is strong, he said in a statement."),
        ("en", "The goal came in the space of three minutes."),
        ("en", "The Collective Fisheries Treaty Organization sent a delegation."),
        ("fr", "Ils ont appelé à appliquer les accords déjà signés et à poursuivre le dialogue."),
        ("vi", "Hai bên nhất trí triển khai các thỏa thuận đã ký kết."),
    ],
)
def test_general_words_name_no_agreement(lang: str, text: str) -> None:
    assert names(text, lang) == []


def test_one_document_named_again_is_one_agreement() -> None:
    text = (
        "The police forces of Norway and Chile signed a memorandum of understanding (MoU) on sea patrols. "
        "The MoU runs for five years. The memorandum also covers training."
    )
    accord = only(text)
    assert accord.kind == "memorandum"
    assert accord.acronyms == {"MoU"}
    assert len(accord.namings) == 3


def test_documents_on_different_subjects_are_different_agreements() -> None:
    text = "They signed an agreement on extradition and an agreement on the transfer of prisoners."
    assert names(text) == ["agreement on extradition", "agreement on the transfer of prisoners"]


def test_documents_of_different_sides_or_years_are_different_agreements() -> None:
    sides = "Norway signed a fisheries agreement with Chile. It also has a fisheries agreement with Peru."
    assert [a.parties for a in agreements(document(sides))] == [["CL", "NO"], ["PE", "NO"]]
    years = "The agreement on sea patrols of 2009 has lapsed. The agreement on sea patrols of 2020 replaced it."
    assert len(agreements(document(years))) == 2


def test_a_general_word_refers_to_the_document_named_before() -> None:
    text = "The ministers signed a cooperation agreement. The memorandum runs for five years. The deal covers training."
    assert len(only(text).namings) == 3


def test_a_name_in_brackets_is_another_name_of_the_same_treaty() -> None:
    text = "Hai bên đã ký Công ước Liên hợp quốc về chống tội phạm mạng (Công ước Hà Nội) tại Oslo."
    assert len(only(text, "vi").namings) == 2


def test_an_acronym_stands_for_the_dialogue_that_it_was_defined_for() -> None:
    text = "They opened the Ocean Crime Dialogue (OCD) in Oslo. The inaugural OCD meeting drew a dozen states."
    accord = only(text)
    assert (accord.acronyms, accord.edition) == ({"OCD"}, 1)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Oslo Accords remain the basis of the talks."),
        ("fr", "Les accords d'Oslo restent la base des discussions."),
    ],
)
def test_a_plural_called_after_a_place_is_one_agreement(lang: str, text: str) -> None:
    assert only(text, lang).kind == "agreement"


def test_a_name_inside_another_is_an_agreement_of_its_own() -> None:
    text = "The ministers issued the Joint Statement on the Norway-Chile Security Dialogue."
    assert [a.kind for a in agreements(document(text))] == ["joint statement", "dialogue"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The extradition treaty between Norway and Chile was signed in Oslo.", ["NO", "CL"]),
        ("Norway's security agreement with Chile was signed in Oslo.", ["NO", "CL"]),
        ("Officials of Norway met officials of Chile. They signed an extradition treaty.", ["CL", "NO"]),
        ("The security dialogue between Oslo and Santiago was held again.", ["NO", "CL"]),
        ("Norway and Chile spoke of the AUKUS partnership.", ["AU", "GB", "US"]),
        ("Norway and Chile set up a joint working group on Peru.", ["NO", "CL"]),
    ],
)
def test_the_sides_are_those_named_with_it_or_those_of_the_article(text: str, parties: list[str]) -> None:
    assert sorted(only(text).parties) == sorted(parties)


@pytest.mark.parametrize(
    ("lang", "text", "status"),
    [
        ("en", "Norway and Chile signed an extradition treaty.", "signed"),
        ("en", "Norway and Chile will sign an extradition treaty.", "planned"),
        ("en", "Norway and Chile are negotiating an extradition treaty.", "negotiating"),
        ("en", "They will work together under the extradition treaty.", "in force"),
        ("en", "They agreed to set up a joint working group on sea patrols.", "planned"),
        ("en", "They signed an order establishing a joint working group on sea patrols.", "planned"),
        ("en", "The two sides looked at the draft memorandum on sea patrols.", "negotiating"),
        ("en", "They launched the Joint Working Group on Sea Patrols last year.", "in force"),
        ("fr", "Un accord de sécurité sera signé entre les deux pays.", "planned"),
        ("fr", "Ils ont paraphé un accord de sécurité.", "signed"),
        ("en", "The Norway-Chile deputy ministerial-level fisheries dialogue will begin in May.", "planned"),
        ("en", "The Norway-Chile fisheries crime dialogue began in 2015.", "in force"),
        ("vi", "Hai bên đã ký Hiệp định về dẫn độ.", "signed"),
        ("vi", "Hai bên đang đàm phán Hiệp định về dẫn độ.", "negotiating"),
    ],
)
def test_the_verb_around_it_tells_the_status(lang: str, text: str, status: str) -> None:
    assert only(text, lang).status == status


def test_a_document_has_the_date_of_its_signing() -> None:
    accord = only("The extradition treaty, signed on 4 May 2019, has been applied twice.", published="2023-02-01")
    assert (accord.date, accord.status) == ("2019-05-04", "signed")


def test_a_signing_without_a_date_has_that_of_the_day_told_before() -> None:
    accord = only("The chiefs met on 4 May 2019. They signed an extradition treaty.")
    assert (accord.date, accord.date_inferred) == ("2019-05-04", True)


def test_a_year_signed_long_ago_and_applied_now_is_in_force() -> None:
    accord = only("They are implementing the extradition treaty signed in 2009.", published="2023-02-01")
    assert (accord.date, accord.status) == ("2009", "in force")


@pytest.mark.parametrize(
    ("lang", "text", "edition"),
    [
        ("en", "They co-chaired the fifth Norway-Chile Security Dialogue.", 5),
        ("en", "They attended the 12th meeting of the Norway-Chile Joint Working Group.", 12),
        ("fr", "Oslo accueille la 7e conférence ministérielle Norvège-Chili.", 7),
        ("vi", "Đối thoại An ninh Na Uy - Chile lần thứ 4 diễn ra tại Oslo.", 4),
        ("vi", "Đối thoại An ninh Na Uy - Chile lần thứ hai diễn ra tại Oslo.", 2),
    ],
)
def test_the_edition_is_read_on_either_side_of_the_name(lang: str, text: str, edition: int) -> None:
    assert only(text, lang).edition == edition


def test_a_meeting_is_an_edition_of_the_dialogue_in_the_sentence_that_tells_it() -> None:
    doc = document(
        "Anna Berg and Luis Rojas co-chaired the fifth Norway-Chile Security Dialogue. They signed a treaty."
    )
    accords = agreements(doc)
    assert series_of(doc, accords, "bilateral meeting", [(doc.sentences[0], 5)]) == (0, 5)
    assert series_of(doc, accords, "bilateral meeting", [(doc.sentences[1], 15)]) == (None, None)
    assert series_of(doc, accords, "reception", [(doc.sentences[0], 5)]) == (None, None)


def test_a_dialogue_told_without_its_name_is_the_one_that_the_article_names() -> None:
    doc = document("The fifth Norway-Chile Security Dialogue ended in Oslo. Anna Berg co-chaired it with Luis Rojas.")
    assert series_of(doc, agreements(doc), "dialogue", [(doc.sentences[1], 13)]) == (0, 5)


def test_a_meeting_beside_a_dialogue_is_no_edition_of_it() -> None:
    doc = document("Anna Berg met Luis Rojas on the sidelines of the fifth Norway-Chile Security Dialogue.")
    assert series_of(doc, agreements(doc), "bilateral meeting", [(doc.sentences[0], 2)]) == (None, None)


def test_a_dialogue_yet_to_begin_has_only_the_session_that_its_own_name_tells() -> None:
    doc = document("The Norway-Chile fisheries crime dialogue will start in May. The ministers met for an hour.")
    accords = agreements(doc)
    assert series_of(doc, accords, "dialogue", [(doc.sentences[0], 6)]) == (0, None)
    assert series_of(doc, accords, "dialogue", [(doc.sentences[1], 13)]) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They praised the Norway-Chile Joint Committee on Fish in Oslo.", "Norway-Chile Joint Committee on Fish"),
        ("The status of forces agreement entered into force in May.", "status of forces agreement"),
    ],
)
def test_a_name_ends_before_the_city_and_holds_its_own_preposition(text: str, expected: str) -> None:
    assert names(text) == [expected]


def test_the_years_that_a_plan_is_for_are_not_the_date_of_its_signing() -> None:
    accord = only("Norway and Chile signed the cooperation plan for 2023 in Oslo on 12 December 2022.")
    assert (accord.date, accord.status) == ("2022-12-12", "signed")


def test_a_team_that_only_travels_is_no_mechanism() -> None:
    assert names("A technical team will travel to Oslo.") == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "A memorandum of understanding has been signed between the ministries for cooperation in training.",
            "memorandum of understanding",
        ),
        (
            "vi",
            "Hai bên ký biên bản ghi nhớ hợp tác về an ninh, Công an tỉnh tiếp đoàn.",
            "biên bản ghi nhớ hợp tác về an ninh",
        ),
        ("vi", "Hai bên ra Tuyên bố chung và chứng kiến lễ trao văn kiện.", "Tuyên bố chung"),
    ],
)
def test_a_name_ends_where_the_sentence_goes_on(lang: str, text: str, expected: str) -> None:
    doc = document(text, lang)
    assert name(doc, agreements(doc)[0]) == expected


def test_a_verb_of_agreeing_names_no_document() -> None:
    assert names("Hai bên thỏa thuận lập kênh liên lạc về tội phạm.", "vi") == []


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Peru and Chile signed a treaty on extradition and a memorandum on police training.", ["signed", "signed"]),
        ("Peru and Chile pledged to curb smuggling and establish a joint border commission.", ["planned"]),
        ("According to a joint statement issued by Peru and Chile, talks went well.", ["signed"]),
        ("Peru and Chile must sign the Lima Declaration.", ["planned"]),
    ],
)
def test_what_is_joined_or_yet_to_be_founded_has_its_own_status(text: str, statuses: list[str]) -> None:
    assert [a.status for a in agreements(document(text))] == statuses
