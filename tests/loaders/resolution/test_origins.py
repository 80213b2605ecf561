import random

from loaders.records import Article, Span
from loaders.resolution.origins import origins

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_copies_share_an_origin_and_others_do_not() -> None:
    dispatch = text(1)
    texts = [dispatch, text(2), dispatch.replace("word7", "number7"), dispatch + " " + text(3, 20), text(4)]
    assert origins([Article(id=str(n), text=each) for n, each in enumerate(texts)]) == [0, 1, 0, 0, 4]


def test_a_shortened_copy_shares_the_origin() -> None:
    dispatch = text(1)
    short = " ".join(dispatch.split()[:80])
    assert origins([Article(id="a", text=dispatch), Article(id="b", text=short)]) == [0, 0]


def test_what_is_no_prose_makes_no_copy() -> None:
    tail = text(9, 150)
    articles = []
    for number in range(2):
        body = text(number, 100)
        noise = [Span(start=len(body), end=len(body) + 1 + len(tail))]
        articles.append(Article(id=str(number), text=f"{body} {tail}", noise=noise))
    assert origins(articles) == [0, 1]


def test_empty_and_short_texts_have_an_origin_of_their_own() -> None:
    texts = ["", "", "To Lam met Akiba.", "To Lam met Akiba!", "To Lam met Suga."]
    assert origins([Article(id=str(n), text=each) for n, each in enumerate(texts)]) == [0, 1, 2, 2, 4]
