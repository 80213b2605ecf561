"""Who commits himself to what in English and French news, in sentences of our own."""

from __future__ import annotations

import pytest

from loaders.extraction.pipeline import extract
from loaders.records import Article, Commitment, Extraction

OPENING = {
    "en": "Kenyan Interior Minister Peter Odera met Norwegian Justice Minister Kari Holm in Oslo on Monday. ",
    "fr": "Le ministre kényan de l'Intérieur, Peter Odera, a rencontré lundi à Oslo la ministre norvégienne de la "
    "Justice, Kari Holm. ",
}
BOTH = {"Peter Odera", "Kari Holm"}


def read(lang: str, text: str) -> Extraction:
    (found,) = extract([Article(id="a", text=OPENING[lang] + text, lang=lang, published="2024-05-05")])
    return found


def names(found: Extraction, ids: list[str]) -> set[str]:
    known = {p.id: p.name for p in found.persons} | {o.id: o.name for o in found.organisations}
    return {known.get(ref, ref) for ref in ids}


def only(lang: str, text: str) -> tuple[Extraction, Commitment]:
    found = read(lang, text)
    (commitment,) = found.commitments
    return found, commitment


@pytest.mark.parametrize(
    ("lang", "text", "actors", "modality"),
    [
        ("en", "Odera pressed Norway for patrol boats and radar equipment.", {"Peter Odera"}, "requested"),
        ("en", "Odera sought Norway's help in recovering stolen assets.", {"Peter Odera"}, "requested"),
        ("en", "Holm proposed holding a joint seminar and sending a team of experts.", {"Kari Holm"}, "proposed"),
        ("en", "Odera said he had asked Holm for help in tracking cyber criminals.", {"Peter Odera"}, "requested"),
        ("en", "Holm said Norway would provide funds to strengthen border surveillance.", {"Norway"}, "pledged"),
        ("en", "Holm reiterated Norway's readiness to assist Kenya with rescue equipment.", {"Norway"}, "pledged"),
        ("en", "Norway is to help Kenya set up a national cyber security centre.", {"Norway"}, "pledged"),
        ("en", '"We will train 200 officers in digital forensics," Holm told reporters.', {"Kari Holm"}, "pledged"),
        ("en", "According to Holm, her ministry will send experts to Nairobi.", {"Kari Holm"}, "pledged"),
        ("en", "The ministers undertook to ratify the extradition treaty by December.", BOTH, "agreed"),
        ("en", "Odera and Holm vowed to redouble efforts to tackle piracy.", BOTH, "agreed"),
        ("en", "It was agreed that a joint working group would be set up against smuggling.", BOTH, "agreed"),
        (
            "en",
            "Both stressed the need to share data and reaffirmed their commitment to fighting terrorism.",
            BOTH,
            "agreed",
        ),
        ("en", "An agreement on the transfer of prisoners was signed by the two ministers.", BOTH, "signed"),
        ("en", "Consensus was reached on pooling radar data along the coast.", BOTH, "agreed"),
        ("en", "More patrols will be sent to the lake, the two ministers agreed.", BOTH, "agreed"),
        ("en", "The two ministries will sign a treaty on the transfer of prisoners in June.", BOTH, "agreed"),
        ("en", "The police chiefs of Kenya and Chile pledged to fight car theft.", {"Kenya", "Chile"}, "agreed"),
        ("en", "Odera said that both ministries would cooperate more closely.", BOTH, "agreed"),
        ("en", "Norway will provide Kenya with military aid, Holm promised on Tuesday.", {"Kari Holm"}, "pledged"),
        (
            "fr",
            "« Nous signerons bientôt un traité sur l'extradition des suspects », a déclaré Mme Holm.",
            {"Kari Holm"},
            "pledged",
        ),
        ("fr", "Mme Holm a accepté d'ouvrir une ligne directe contre la piraterie.", {"Kari Holm"}, "agreed"),
        ("fr", "Leurs polices lutteront ensemble contre la traite, ont convenu les deux ministres.", BOTH, "agreed"),
        ("fr", "M. Odera a réclamé à la Norvège des vedettes et des radars.", {"Peter Odera"}, "requested"),
        ("fr", "M. Odera a plaidé pour une coopération plus étroite contre la drogue.", {"Peter Odera"}, "proposed"),
        ("fr", "Les deux pays doivent sécuriser leurs frontières, a souligné M. Odera.", {"Peter Odera"}, "proposed"),
        ("fr", "La Norvège aidera le Kenya à créer un centre national de cybersécurité.", {"Norway"}, "pledged"),
        ("fr", "« Nous formerons 200 policiers kényans », a déclaré Mme Holm.", {"Kari Holm"}, "pledged"),
        ("fr", "Selon Mme Holm, son ministère enverra des experts à Nairobi.", {"Kari Holm"}, "pledged"),
        ("fr", "Il a été convenu de créer un groupe de travail contre la traite.", BOTH, "agreed"),
        ("fr", "Ils ont exprimé leur volonté de contrer ensemble l'extrémisme.", BOTH, "agreed"),
    ],
)
def test_each_verb_tells_who_commits_himself_and_how_firmly(
    lang: str, text: str, actors: set[str], modality: str
) -> None:
    found, commitment = only(lang, text)
    assert (names(found, commitment.actors), commitment.modality) == (actors, modality)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Holm did not commit to supplying weapons to the Kenyan police."),
        ("en", "Norway turned down a request by Kenya to extradite two suspects."),
        ("en", "Neither side agreed to limit the use of drones in the border zone."),
        ("fr", "Mme Holm ne s'est pas engagée à livrer des armes à la police kényane."),
        ("fr", "La Norvège a rejeté la demande d'extradition de deux suspects."),
    ],
)
def test_what_is_declined_is_a_refusal_and_no_commitment(lang: str, text: str) -> None:
    found = read(lang, text)
    assert len(found.refusals) == 1
    assert not found.commitments


def test_a_refusal_ends_where_an_offer_begins() -> None:
    found = read("en", "Holm ruled out sending troops to the region, but offered to send police advisers.")
    assert [r.quote for r in found.refusals] == ["Holm ruled out sending troops to the region"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The two sides exchanged views on security and discussed ways to boost cooperation."),
        ("en", "Odera thanked Norway for its support and praised the professionalism of its police."),
        ("en", "Holm believes that the cooperation between the two countries will flourish."),
        ("en", "Holm noted the importance of cooperation in disaster response."),
        ("en", "Both ministers agreed that organised crime is growing and cannot be fought alone."),
        ("en", "Holm said the visit would strengthen the fight against piracy."),
        ("en", "A memorandum on police training was signed by the two ministries in 2016."),
        ("en", "The ministers should sign a treaty on extradition, one newspaper wrote."),
        ("fr", "Les deux parties ont échangé leurs vues sur la sécurité et évoqué leur coopération."),
        ("fr", "M. Odera a remercié la Norvège pour son appui et salué sa police."),
        ("fr", "Mme Holm s'est dite convaincue que la coopération entre les deux pays va prospérer."),
        ("fr", "Les deux responsables doivent s'entretenir de la lutte contre la drogue."),
    ],
)
def test_praise_thanks_beliefs_and_talk_are_no_commitments(lang: str, text: str) -> None:
    found = read(lang, text)
    assert not found.commitments
    assert not found.refusals


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They pledged to keep up the pressure on gangs, dismantle their networks, and share intelligence"),
        ("en", "Odera called on Norway to extradite fugitives, freeze assets of smugglers and share passenger data"),
        (
            "fr",
            "Ils se sont engagés à maintenir la pression, à démanteler les filières et à partager des renseignements",
        ),
    ],
)
def test_a_list_under_one_verb_is_one_commitment_with_a_clause_for_each_item(lang: str, text: str) -> None:
    _, commitment = only(lang, text + ".")
    assert commitment.quote == text
    assert len(commitment.clauses) == 3


def test_what_is_said_ends_before_the_words_that_say_it() -> None:
    _, commitment = only("fr", "La Norvège est prête à former des experts en cybersécurité, a affirmé Mme Holm.")
    assert commitment.quote == "La Norvège est prête à former des experts en cybersécurité"


def test_a_signing_that_the_text_comes_back_to_is_one_commitment() -> None:
    text = "The two ministers signed a treaty on extradition. They put their names to the document in the city hall."
    assert [c.modality for c in read("en", text).commitments] == ["signed"]


def test_we_outside_quotations_is_the_country_that_tells_its_own_acts() -> None:
    text = (
        "Norway welcomes the ceasefire in the region. We will send observers to monitor the border with our partners."
    )
    (found,) = extract([Article(id="a", text=text, lang="en", published="2024-05-05")])
    assert [(c.actors, c.modality) for c in found.commitments] == [(["Norway"], "pledged")]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("The two ministers signed a treaty on extradition on Monday.", ["extradition"]),
        ("A plan against piracy was drafted in May. The two ministers signed the plan.", ["maritime-security"]),
        ("The two ministers agreed to deepen their cooperation in the years to come.", ["general-cooperation"]),
    ],
)
def test_a_signing_has_the_topics_of_its_document(text: str, topics: list[str]) -> None:
    (commitment,) = read("en", text).commitments
    assert commitment.topics == topics


def test_defence_ministers_who_name_no_field_speak_of_defence() -> None:
    text = (
        "Kenyan Defence Minister Peter Odera met Norwegian Defence Minister Kari Holm in Oslo on Monday. "
        "The two ministers agreed to deepen their cooperation in the years to come."
    )
    (found,) = extract([Article(id="a", text=text, lang="en", published="2024-05-05")])
    assert [c.topics for c in found.commitments] == [["defence-cooperation"]]


def test_while_sets_one_statement_beside_another() -> None:
    text = "Odera pressed Norway for help against the drug trade, while Holm offered instructors for the coast guard."
    found = [(names(read("en", text), c.actors), c.modality) for c in read("en", text).commitments]
    assert found == [({"Peter Odera"}, "requested"), ({"Kari Holm"}, "proposed")]


def test_a_police_chief_is_no_minister() -> None:
    found, asked = only("en", "Kenya's police chief asked Norway to share data on cattle rustlers.")
    assert "Peter Odera" not in names(found, asked.actors)
