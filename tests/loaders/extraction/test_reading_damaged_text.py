"""Whatever the text, extraction ends without an error, every fact stands verbatim in it, and reading again agrees.

The texts are made from the samples: cut, shuffled, upper-cased, run together, strewn with garbage.
"""

import datetime
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.cleaning import clean
from loaders.extraction import extract
from loaders.languages import known
from loaders.records import Article, Extraction, Fact, Span
from loaders.sources import read

SAMPLES = Path(__file__).parents[3] / "samples"
TEXTS: dict[str, list[str]] = {
    lang: [a.text for a in read([str(SAMPLES)]) if isinstance(a, Article) and a.lang == lang] for lang in known()
}
LONGEST = 400  # characters of a damaged stretch: keeps an example to a few hundredths of a second


def shuffled_words(text: str, seed: int) -> str:
    words = text.split(" ")
    random.Random(seed).shuffle(words)
    return " ".join(words)


def shuffled_sentences(text: str, seed: int) -> str:
    sentences = re.split(r"(?<=[.!?]) ", text)
    random.Random(seed).shuffle(sentences)
    return " ".join(sentences)


def without_some_words(text: str, seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(word for word in text.split(" ") if chance.random() < 0.7)


DAMAGES: dict[str, Callable[[str, int], str]] = {
    "whole": lambda text, seed: text,
    "upper case": lambda text, seed: text.upper(),
    "lower case": lambda text, seed: text.lower(),
    "title case": lambda text, seed: text.title(),
    "decomposed": lambda text, seed: unicodedata.normalize("NFD", text),
    "without marks": lambda text, seed: "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) < 0x300),
    "without punctuation": lambda text, seed: re.sub(r"[^\w\s]", "", text),
    "without spaces": lambda text, seed: re.sub(r"\s", "", text),
    "a line a word": lambda text, seed: re.sub(r"\s+", "\n", text),
    "backwards": lambda text, seed: text[::-1],
    "shuffled words": shuffled_words,
    "shuffled sentences": shuffled_sentences,
    "without some words": without_some_words,
}
STRAY = [*"\x00\x01\x7f\u200b\u200d\u00ad\ufeff\u202e\u2066\u200f\ufffd\U000e0041"]
GARBAGE = (
    st.text(max_size=40)
    | st.text(alphabet=".,;:!?…“”\"'’()[]«»-–—/&%$#", max_size=40)
    | st.text(alphabet=st.sampled_from(STRAY), max_size=20)
    | st.text(alphabet=st.characters(min_codepoint=0x590, max_codepoint=0x6FF), max_size=40)
    | st.text(alphabet="0123456789/-.", max_size=30)
    | st.text(alphabet=st.characters(categories=["Mn", "So", "Zs", "Lo"]), max_size=20)
)


@st.composite
def damaged(draw: st.DrawFn, lang: str) -> str:
    """One or two stretches of samples, mostly of `lang`, each damaged, with garbage between and within them."""
    pieces = [draw(GARBAGE)]
    for _ in range(draw(st.integers(1, 2))):
        source = draw(st.sampled_from(TEXTS[draw(st.sampled_from([lang, lang, lang, *known()]))]))
        start = draw(st.integers(0, len(source) - 1))
        damage = DAMAGES[draw(st.sampled_from(sorted(DAMAGES)))]
        pieces += [damage(source[start : start + LONGEST], draw(st.integers(0, 1000))), draw(GARBAGE)]
    text = draw(st.sampled_from(["", " ", "\n", "\n\n"])).join(pieces)
    cut = draw(st.integers(0, len(text)))
    return text[:cut] + draw(GARBAGE) + text[cut:] if draw(st.booleans()) else text


EXAMPLES = max(30, settings().max_examples // 10)  # of what takes tens of milliseconds
PUBLISHED = st.sampled_from([None, "2023", "2023-04", "2023-04-03", "2024-02-29"])


def read_one(
    text: str, lang: str, published: str | None = None, title: str | None = None
) -> tuple[Article, Extraction]:
    article = clean(Article(id="a", text=text, lang=lang, published=published, title=title))
    (found,) = extract([article])
    return article, found


def facts(found: Extraction) -> Iterator[Fact]:
    """Every fact of an extraction."""
    for kind in ("persons", "organisations", "posts", "meetings", "agreements", "commitments", "refusals"):
        yield from getattr(found, kind)


def spans(found: Extraction) -> Iterator[Span]:
    """Every span besides the facts' own."""
    for named in (*found.persons, *found.organisations):
        yield from named.mentions
    for statement in (*found.commitments, *found.refusals):
        yield from statement.clauses


def is_date(value: str) -> bool:
    """Whether `value` is an ISO date, whole or in part, of a day that the calendar knows."""
    year, month, day = re.fullmatch(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?", value).groups()  # type: ignore[union-attr]
    return bool(datetime.date(2000 if year == "-" else int(year), int(month or 1), int(day or 1)))


def check(article: Article, found: Extraction) -> None:
    """Assert that all that was read stands in the article and refers to what was read."""
    text = article.text
    for fact in facts(found):
        assert fact.start < fact.end
        assert fact.quote == text[fact.start : fact.end]
    for span in spans(found):
        assert 0 <= span.start < span.end <= len(text)
    assert all(person.name in text for person in found.persons)
    assert all(post.title in text for post in found.posts)
    persons, bodies = {p.id for p in found.persons}, {o.id for o in found.organisations}
    meetings, agreements = {m.id for m in found.meetings}, {a.id for a in found.agreements}
    assert {post.person for post in found.posts} <= persons
    assert {m.series for m in found.meetings} <= agreements | {None}
    assert {s.meeting for s in (*found.commitments, *found.refusals)} <= meetings | {None}
    for meeting in found.meetings:
        assert set(meeting.participants) <= persons
        assert set(meeting.roles) <= {*meeting.participants, *meeting.organisations}
        assert not {ref for ref in meeting.organisations if re.fullmatch(r"[op]\d+", ref)} - bodies
    dates = [m.date for m in found.meetings] + [m.date_end for m in found.meetings] + [a.date for a in found.agreements]
    assert all(is_date(date) for date in dates if date)


@pytest.mark.parametrize("lang", known())
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_damaged_text_gives_only_grounded_facts_and_the_same_ones_again(lang: str, data: st.DataObject) -> None:
    text, published = data.draw(damaged(lang)), data.draw(PUBLISHED)
    article, found = read_one(text, lang, published)
    check(article, found)
    assert read_one(text, lang, published)[1] == found


@pytest.mark.parametrize("lang", known())
@given(text=GARBAGE, title=st.none() | GARBAGE)
def test_garbage_gives_only_grounded_facts(lang: str, text: str, title: str | None) -> None:
    check(*read_one(text, lang, title=title))


@pytest.mark.parametrize("text", ["", "-", "À-", "MEETING", "the Minister", "2", "PROGRAMME -", "Bộ", "«", "11 h"])
@pytest.mark.parametrize("lang", known())
def test_a_text_of_hardly_a_word_is_read_without_error(lang: str, text: str) -> None:
    check(*read_one(text, lang))


@pytest.mark.parametrize("lang", known())
@pytest.mark.parametrize("damage", sorted(DAMAGES))
def test_every_sample_is_read_whatever_was_done_to_it(lang: str, damage: str) -> None:
    for text in TEXTS[lang]:
        check(*read_one(DAMAGES[damage](text, 7), lang, "2023-04-03"))


@pytest.mark.parametrize("lang", known())
def test_articles_run_together_give_only_grounded_facts(lang: str) -> None:
    check(*read_one(" ".join(text for each in known() for text in TEXTS[each]), lang, "2023-04-03"))


@pytest.mark.parametrize("lang", known())
def test_what_is_read_beside_an_article_changes_nothing_in_it(lang: str) -> None:
    articles = [
        clean(Article(id=f"{n}", text=text, lang=each, published="2023-04-03"))
        for each in known()
        for n, text in enumerate(TEXTS[each])
    ]
    together = [found for found in extract(articles) if found.lang == lang]
    alone = [found for article in articles if article.lang == lang for found in extract([article])]
    assert together == alone


BOMBS = {
    "brackets": "(" * 1000,
    "titles": "Minister Bộ trưởng ministre " * 300,
    "names": "Anna Bo Cy, " * 300,
    "commas": ", " * 1000,
    "quotes": '"«“' * 300,
    "one word": "a" * 50_000,
    "one sentence": "the minister met the commissioner and " * 150,
    "lists": "agreed to share, train, help; " * 150,
    "initials": "A. B. " * 300,
    "dates": "3/4/2023 12-5 " * 200,
    "hyphens": "a-b-" * 300,
    "combining": "e" + "\u0301" * 2000,
}


@pytest.mark.slow
@pytest.mark.parametrize("lang", known())
@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_endless_repetition_ends(lang: str, bomb: str) -> None:
    check(*read_one(BOMBS[bomb], lang))
