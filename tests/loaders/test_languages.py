import pytest

from loaders.languages import as_known, identify, known

FORTY_WORDS = {
    "en": "The two ministers agreed on Tuesday to exchange information on cybercrime more often, to train officers at "
    "each other's academies and to open a hotline between the border posts, which both sides want, before the "
    "end of the year.",
    "fr": "Les deux ministres sont convenus mardi d'échanger plus souvent des informations sur la cybercriminalité, de "
    "former des officiers dans leurs académies respectives et d'ouvrir une ligne directe entre les postes "
    "frontières, souhaitée depuis longtemps par les deux parties.",
    "vi": "Hai Bộ trưởng hôm thứ Ba nhất trí tăng cường trao đổi thông tin về tội phạm mạng, đào tạo cán bộ tại học "
    "viện của nhau và mở đường dây nóng giữa các đồn biên phòng mà cả hai bên mong muốn từ lâu.",
}
FOREIGN = {
    "de": "Die beiden Minister vereinbarten am Dienstag, häufiger Informationen über Cyberkriminalität auszutauschen "
    "und Beamte an den Akademien des jeweils anderen Landes auszubilden.",
    "es": "Los dos ministros acordaron el martes intercambiar con mayor frecuencia información sobre ciberdelincuencia "
    "y formar a sus agentes en las academias del otro país.",
    "id": "Kedua menteri sepakat pada hari Selasa untuk lebih sering bertukar informasi tentang kejahatan siber dan "
    "melatih perwira di akademi masing-masing negara sebelum akhir tahun.",
    "ja": "両大臣は火曜日、サイバー犯罪に関する情報をより頻繁に交換し、互いの学校で警察官を訓練することで合意した。",
}


@pytest.mark.parametrize("lang", FORTY_WORDS)
def test_a_text_of_forty_words_has_its_language_found(lang: str) -> None:
    assert identify(FORTY_WORDS[lang]) == lang


@pytest.mark.parametrize("lang", FOREIGN)
def test_a_text_in_another_language_is_none_of_the_known(lang: str) -> None:
    assert identify(FOREIGN[lang]) is None


def test_names_of_many_countries_do_not_turn_english_into_another_language() -> None:
    text = "Dr Ibrahim Abubakar Kana, Permanent Secretary of the Ministry of Defence, signed in Abuja for Nigeria."
    assert identify(text) == "en"


def test_codes_with_a_region_name_their_language() -> None:
    assert [as_known(code) for code in ("fr-CA", "EN_us", " vi ", "de", "")] == ["fr", "en", "vi", None, None]


def test_each_known_language_has_a_lexicon() -> None:
    assert known() == ("en", "fr", "vi")
