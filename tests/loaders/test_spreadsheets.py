import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.spreadsheets import guarded, unguarded


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_run_is_a_text(sign: str) -> None:
    assert guarded(f"{sign}1+1") == f"'{sign}1+1"


@given(st.text() | st.text("'=+-@a"))
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
