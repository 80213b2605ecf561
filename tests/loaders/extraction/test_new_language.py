"""A fourth language is a folder of words: tried with a stub of Spanish up to the grammar of titles."""

from pathlib import Path

import pytest

from loaders.extraction import lexicon
from loaders.extraction.backends import backend
from loaders.extraction.people import find_people
from loaders.extraction.segmentation import segment
from loaders.records import Article

STUBS = Path(__file__).parents[2] / "data"
TEXT = (
    "El ministro del Interior, general Andrés Roca Luna, recibió el lunes en Madrid a la directora general de la "
    "Policía Nacional, doña Elena Vidal Sanz. El Sr. Roca Luna agradeció la visita."
)


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "es").symlink_to(STUBS / "lexicon-es")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    return "es"


def test_people_and_posts_of_a_new_language_are_read_from_its_words_alone(spanish: str) -> None:
    document = segment(Article(id="x", text=TEXT, lang=spanish), spanish)
    recognised = backend(spanish).recognise([document])[0]
    people = find_people(document, recognised)
    told = {
        document.quote(*bearer.names[0]): [document.quote(o.first, o.last) for o in bearer.offices]
        for bearer in people.bearers
    }
    assert told == {
        "Andrés Roca Luna": ["ministro del Interior"],
        "Elena Vidal Sanz": ["directora general de la Policía Nacional"],
    }
    assert len(document.sentences) == 2


def test_a_later_mention_joins_its_bearer_in_a_new_language(spanish: str) -> None:
    document = segment(Article(id="x", text=TEXT, lang=spanish), spanish)
    people = find_people(document, backend(spanish).recognise([document])[0])
    assert [document.quote(*name) for name in people.bearers[0].names] == ["Andrés Roca Luna", "Roca Luna"]
