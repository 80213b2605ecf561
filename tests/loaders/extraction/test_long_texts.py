"""A long text is read as its parts are, in pieces that a model can take."""

import pytest

from loaders.cleaning import clean
from loaders.extraction import backends, extract
from loaders.records import Article, Extraction

TEXT = {
    "en": "The minister of defence of Norway, Kari Dahl, met Chilean minister Juan Soto in Oslo on 3 May 2023. "
    "They agreed to share information on drug trafficking and to train coast guards together.",
    "fr": "Le ministre norvégien de la défense, Kari Dahl, a rencontré le ministre chilien Juan Soto à Oslo. "
    "Ils ont convenu d'échanger des informations sur le trafic de drogue.",
}


def read(text: str, lang: str) -> Extraction:
    return next(extract([clean(Article(id="a", text=text, lang=lang, published="2023-05-04"))]))


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_text_that_a_model_reads_in_pieces_tells_the_same(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join([TEXT[lang]] * 12)
    whole = read(text, lang)
    monkeypatch.setattr(backends, "_LONGEST", 60)
    monkeypatch.setattr(backends, "_AT_ONCE", 130)
    assert read(text, lang) == whole
    assert len(whole.commitments) >= 12


def test_a_sentence_longer_than_a_piece_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "_LONGEST", 10)
    found = read(TEXT["en"], "en")
    assert [p.name for p in found.persons] == ["Kari Dahl", "Juan Soto"]
