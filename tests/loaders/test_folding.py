import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Tô Lâm", "to lam"),
        ("TÔ LÂM", "to lam"),
        ("Đặng Văn Đức", "dang van duc"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Yoon Hee-geun", "yoon hee geun"),
        ("Erdoğan, Recep", "erdogan recep"),
        ("  Juan_Ignacio  Zoido ", "juan ignacio zoido"),
        ("İstanbul", "istanbul"),
        ("", ""),
    ],
)
def test_folds_case_diacritics_and_punctuation(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
