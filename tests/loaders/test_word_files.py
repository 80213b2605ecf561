"""Whatever stands in a file of words, it is a table of words or an error that names the file."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.extraction import lexicon
from loaders.extraction.words import Phrases
from loaders.word_files import WordFileError, read

FILES = sorted(lexicon.FOLDER.glob("*/*.toml"))
NOISE = st.sampled_from([b'"', b"]", b"[", b"\n", b"=", b"{", b"\\", b"\xff", b"\x00", b"1", b"'''", b"[[a]]\n", b"#"])


def words_of(path: Path) -> None:
    """Read a file as the program does, up to the phrases."""
    tables = read(path)
    for value in (tables, *tables.values()):
        if isinstance(value, dict) and all(_is_texts(each) for each in value.values()):
            Phrases(value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_files_of_the_languages_are_read(path: Path) -> None:
    assert read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.lists(st.tuples(st.floats(0, 1), NOISE | st.binary(max_size=3)), max_size=4))
def test_a_broken_file_of_a_language_is_words_or_an_error(
    tmp_path: Path, file: Path, damage: list[tuple[float, bytes]]
) -> None:
    content = file.read_bytes()
    for place, noise in damage:
        cut = int(place * len(content))
        content = content[:cut] + noise + content[cut + len(noise) % 2 :]
    path = tmp_path / "words.toml"
    path.write_bytes(content)
    with suppress(WordFileError):
        words_of(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes_are_words_or_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(content)
    with suppress(WordFileError):
        words_of(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a = [", "can't be read"),
        (b"a = [1, 2]", "a is no list of texts"),
        (b"[t]\na = ['x', 2]", "t.a is no list of texts"),
        (b"a = 1979-05-27", "neither a text nor a number"),
        (b"a = '\xff'", "not in UTF-8"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
    ],
)
def test_a_wrong_file_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes(content)
    with pytest.raises(WordFileError, match=re.escape(str(path)) + f".*{reason}"):
        read(path)
