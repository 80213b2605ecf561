"""Loads the words of a language: every `.toml` file of `loaders/lexicon/<language>/` by its name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from loaders import word_files
from loaders.extraction.words import Phrases

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"


@cache
def table(lang: str, name: str) -> dict[str, Any]:
    """Return the table `name` of language `lang`; FileNotFoundError where the language lacks it, else WordFileError."""
    return word_files.read(FOLDER / lang / f"{name}.toml")


@cache
def phrases(lang: str, name: str, key: str | None = None) -> Phrases:
    """Return the phrases of table `name`, or of its sub-table `key` (none where it lacks that), by label."""
    data = table(lang, name)
    return Phrases(data.get(key, {}) if key else data)


@cache
def wordset(lang: str, name: str, key: str) -> frozenset[str]:
    """Return the list `key` of table `name` as a set."""
    return frozenset(table(lang, name)[key])


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder of words."""
    return tuple(sorted(p.name for p in FOLDER.iterdir() if p.is_dir() and not p.name.startswith("_")))
