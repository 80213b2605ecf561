"""Tells in which of the known languages a text is written."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.records import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LEXICON = Path(__file__).resolve().parent / "lexicon"
# Nigerian Pidgin takes English text that is rich in names away from English.
_MISLEADING = {"pcm"}
_SAMPLE = 20_000  # characters that are looked at: more changes no answer


@functools.cache
def known() -> tuple[Language, ...]:
    """Return the codes of the languages that can be read: those that have a folder of words."""
    return tuple(sorted(folder.name for folder in LEXICON.iterdir() if (folder / "backend.toml").is_file()))


def identify(text: str) -> Language | None:
    """Return the language of `text`, or None when it is none of the known ones. Reliable from 40 words on."""
    code, _ = _identifier().classify(text[:_SAMPLE])
    return as_known(code)


def as_known(code: str) -> Language | None:
    """Return the known language that a code such as `fr`, `FR` or `en-GB` names, or None."""
    short = code.strip().lower().replace("_", "-").split("-")[0]
    return next((known_code for known_code in known() if known_code == short), None)


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(set(identifier.labels) - _MISLEADING)
    return identifier
