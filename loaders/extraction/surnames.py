"""Recognises personal names by the family name that they begin with, where the language writes syllables apart."""

from __future__ import annotations

from loaders.extraction.document import Document, Sentence, Token
from loaders.extraction.lexical import no_name, normals, phrase_end, place_end

_MOST_SYLLABLES = 5


def find_names(document: Document) -> set[int]:
    """Return the tokens of names: a family name and one to four capitalised words behind it.

    Nothing is a name inside a phrase of the lexicon of titles, in a place's name, or behind a capitalised word that is
    neither (unless the family name is one that hardly ever means anything else).
    """
    found: set[int] = set()
    for sentence in document.sentences:
        if not _shouted(document, sentence):
            found.update(_in_sentence(document, sentence))
    return found


def _in_sentence(document: Document, sentence: Sentence) -> set[int]:
    lang, words = document.lang, document.words(sentence)
    found: set[int] = set()
    families, strong = normals(lang, "names", "families"), normals(lang, "names", "strong")
    i, after_unknown = 0, False
    while i < len(words):
        word = words[i]
        end = place_end(words, i, lang) or phrase_end(words, i, lang)
        if end > i + (word.norm in families):
            i, after_unknown = end, False
            continue
        if _capital(word) and word.norm in families and (not after_unknown or word.norm in strong):
            end = _extent(words, i, lang)
            if end - i >= 2:
                found.update(range(sentence.first + i, sentence.first + end))
                i, after_unknown = end, True
                continue
        after_unknown = _capital(word) and i > 0
        i += 1
    return found


def _extent(words: list[Token], first: int, lang: str) -> int:
    unlike = normals(lang, "names", "unlike")
    doubtful = phrase_end(words, first, lang) > first
    harmless = "PO" if doubtful else "POK"
    end = first + 1
    while (
        end < len(words)
        and end - first < _MOST_SYLLABLES
        and _capital(words[end])
        and words[end].norm not in unlike
        and words[end].start == words[end - 1].end + 1
        and not no_name(words, end, lang, harmless)
        and not (doubtful and end == first + 1 and phrase_end(words, end, lang) > end)
    ):
        end += 1
    return end


def _capital(word: Token) -> bool:
    return word.text[0].isupper() and word.text.isalpha()


def _shouted(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence stands in capitals, so that they tell nothing."""
    words = [w for w in document.words(sentence) if w.text.isalpha()]
    return len(words) > 3 and sum(w.text.isupper() for w in words) > 0.7 * len(words)
