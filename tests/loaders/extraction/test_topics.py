import pytest

from loaders.extraction.lexicon import languages, table
from loaders.extraction.segmentation import segment
from loaders.extraction.topics import topics_of
from loaders.locate import folder
from loaders.records import Article


def topics(text: str, lang: str = "en") -> list[str]:
    return topics_of(segment(Article(id="a", text=text), lang).tokens, lang)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "share intelligence on drug crime", ["information-sharing", "drug-crime"]),
        ("en", "information on gangs would be exchanged", ["information-sharing", "transnational-crime"]),
        (
            "en",
            "fight cybercrime, terrorism and money laundering",
            ["cybercrime", "counter-terrorism", "money-laundering"],
        ),
        ("en", "send more experts to its police academies", ["expert-exchange", "training"]),
        ("en", "hand over suspects who had fled", ["extradition"]),
        ("en", "put the 2019 plan into effect", ["agreement-implementation"]),
        ("en", "protect citizens and diplomatic missions", ["citizen-protection"]),
        ("en", "open more rooms in the rural hospital for health care", ["other"]),
        ("en", "freeze the assets of smugglers", ["money-laundering", "transnational-crime"]),
        ("en", "donate body armour and night vision goggles", ["equipment-support"]),
        ("en", "keep poachers out of the waters", ["environmental-protection", "maritime-security"]),
        ("en", "take back citizens whose stay is unlawful", ["migration"]),
        ("en", "ratify the convention on parole", ["agreement-implementation", "legal-assistance"]),
        ("en", "tackle drug and human trafficking", ["drug-crime", "human-trafficking"]),
        ("en", "take part in UN peacekeeping", ["peacekeeping"]),
        ("fr", "lutter contre la contrebande et le braconnage", ["transnational-crime", "environmental-protection"]),
        ("fr", "la saisie des avoirs et le démantèlement des filières", ["money-laundering", "transnational-crime"]),
        ("fr", "des équipes communes d'enquête sur les demandeurs d'asile", ["expert-exchange", "migration"]),
        ("vi", "ứng phó hạn hán, sạt lở và sơ tán dân", ["disaster-response"]),
        ("vi", "tuần tra chung trong vùng đặc quyền kinh tế", ["maritime-security"]),
        ("fr", "échanger des informations sur le trafic de drogue", ["information-sharing", "drug-crime"]),
        ("fr", "la formation de policiers et l’entraide judiciaire", ["training", "legal-assistance"]),
        ("fr", "mettre en œuvre l'accord signé en 2019", ["agreement-implementation"]),
        ("vi", "chia sẻ thông tin về tội phạm ma túy", ["information-sharing", "drug-crime"]),
        ("vi", "đào tạo cán bộ và tương trợ tư pháp", ["training", "legal-assistance"]),
        ("vi", "trao đổi đoàn các cấp, phòng, chống mua bán người", ["delegation-exchange", "human-trafficking"]),
    ],
)
def test_names_every_topic_in_the_order_of_the_words(lang: str, text: str, expected: list[str]) -> None:
    assert topics(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("a transformation of the region's railways", "training"),
        ("an investigation into the theft", "business-investment"),
        ("the artificial intelligence of tomorrow", "information-sharing"),
        ("a meeting at the Ministry of Defence", "defence-cooperation"),
        ("the fight against drug crime", "transnational-crime"),
        ("combat organised criminal groups together", "defence-cooperation"),
        ("an answer to organised criminal groups", "security-dialogue"),
        ("the end of UN peacekeeping there", "multilateral-forums"),
    ],
)
def test_a_part_of_a_word_or_of_a_longer_phrase_names_no_topic(text: str, absent: str) -> None:
    assert absent not in topics(text)


def test_general_cooperation_stands_in_for_no_field() -> None:
    assert topics("do all he could for the two peoples") == ["general-cooperation"]
    assert topics("train officers") == ["training"]
    assert topics("train officers and widen cooperation in all fields") == ["training", "general-cooperation"]


def test_other_fields_count_only_alone() -> None:
    assert topics("send vaccines") == ["other"]
    assert topics("send vaccines and train officers") == ["training"]


def test_a_pair_of_words_holds_within_one_clause_only() -> None:
    assert "information-sharing" not in topics("they will share the cost; the information desk was closed")


def test_no_words_are_general() -> None:
    assert topics_of([], "en") == ["general-cooperation"]


@pytest.mark.parametrize("lang", languages())
def test_every_topic_of_the_lexicon_is_in_the_ontology(lang: str) -> None:
    concepts = (folder("ontology") / "topics.ttl").read_text(encoding="utf-8")
    data = table(lang, "topics")
    named = (set(data["phrases"]) - {"-"}) | {pair["topic"] for pair in data["near"]}
    assert [topic for topic in sorted(named) if f"topic:{topic} a skos:Concept" not in concepts] == []
