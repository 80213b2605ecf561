import pytest

from loaders.cleaning import clean
from loaders.extraction.document import Document
from loaders.extraction.segmentation import segment, words_of
from loaders.records import Article, Language, Span


def document(text: str, lang: Language = "en", noise: list[Span] | None = None) -> Document:
    article = Article(id="a", text=text, lang=lang, noise=noise or [])
    return segment(article if noise else clean(article), lang)


def sentences(text: str, lang: Language = "en") -> list[str]:
    doc = document(text, lang)
    return [doc.quote(s.first, s.last) for s in doc.sentences]


def quoted(text: str, lang: Language = "en") -> list[str]:
    return [token.text for token in document(text, lang).tokens if token.quoted]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The minister met Gen. Lee. He left at 5 p.m. on Friday.", 2),
        ("en", "Mr. Smith Jr. of the U.S. met Dr. Cho. They talked.", 2),
        ("en", "Anna visited the U.S. She met J. P. Doe there.", 2),
        ("en", "Help worth $1.5 million came. It rose by 3.2 percent.", 2),
        ("en", "Why now? Because. … And then!", 4),
        ("en", "Anna waited... and left.", 1),
        ("en", "Anna (who is ill.) stayed.", 1),
        ("fr", "M. Diop a reçu Mme Ba. Elle l'a remercié.", 2),
        ("fr", "L'art. 5 du traité s'applique. Aujourd'hui, c'est fait.", 2),
        ("vi", "Ông A gặp TS. Bình tại TP. Huế. Hai bên ký.", 2),
        ("vi", "Ngày 3.4, ông đến. Sau đó ông đi.", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_an_abbreviation_or_number_explains_it(
    lang: Language, text: str, expected: int
) -> None:
    assert len(sentences(text, lang)) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", 'Anna said: "We agree." Then Bo left.', ['Anna said: "We agree."', "Then Bo left."]),
        ("en", "Anna said: “We agree.” Then Bo left.", ["Anna said: “We agree.”", "Then Bo left."]),
        ("en", '"We agree," said Anna. Bo left.', ['"We agree," said Anna.', "Bo left."]),
        (
            "fr",
            "Anna a dit : « Nous venons. » Puis Bo est parti.",
            ["Anna a dit : « Nous venons. »", "Puis Bo est parti."],
        ),
        ("fr", "« Venez ! », a dit Anna.", ["« Venez ! », a dit Anna."]),
        (
            "vi",
            "Bà An nói: “Chúng tôi đồng ý.” Ông Bình rời đi.",
            ["Bà An nói: “Chúng tôi đồng ý.”", "Ông Bình rời đi."],
        ),
    ],
)
def test_the_mark_that_closes_a_quotation_stays_with_its_sentence(
    lang: Language, text: str, expected: list[str]
) -> None:
    assert sentences(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", 'Anna said: "We agree." Then Bo left.', ["We", "agree", "."]),
        ("en", "Anna called it “a first step” and left.", ["a", "first", "step"]),
        ("fr", "Anna a salué « un premier pas » de l'Italie.", ["un", "premier", "pas"]),
        ("vi", "Bà An gọi đó là “bước đầu tiên”.", ["bước", "đầu", "tiên"]),
        ("en", "Anna's aide left; Bo's didn't.", []),
    ],
)
def test_words_between_quotation_marks_are_quoted(lang: Language, text: str, expected: list[str]) -> None:
    assert quoted(text, lang) == expected


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert quoted("“We agree, said Anna.\n\nBo left.") == ["We", "agree", ",", "said", "Anna", "."]


def test_a_line_ends_a_sentence_and_begins_a_paragraph() -> None:
    doc = document("Minister asks for trainers\nAnna met Bo. They talked.")
    assert [(doc.quote(s.first, s.last), s.paragraph) for s in doc.sentences] == [
        ("Minister asks for trainers", 0),
        ("Anna met Bo.", 1),
        ("They talked.", 1),
    ]


def test_noise_at_the_end_of_a_line_is_a_sentence_apart_and_noise_within_one_is_not() -> None:
    tail = "Anna met Bo. (XYZ)"
    doc = document(tail, noise=[Span(start=13, end=18)])
    assert [s.noise for s in doc.sentences] == [False, True]
    within = "Anna (photo: left) met Bo."
    doc = document(within, noise=[Span(start=5, end=18)])
    assert [s.noise for s in doc.sentences] == [False]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Japan's U.S.-led talks", ["japan", "'s", "u.s.", "-", "led", "talks"]),
        ("fr", "l'État aujourd’hui", ["l'", "état", "aujourd'hui"]),
        ("vi", "Bộ Công an", ["bộ", "công", "an"]),
    ],
)
def test_words_are_cut_at_elisions_and_endings(lang: Language, text: str, expected: list[str]) -> None:
    assert words_of(text, lang) == expected


@pytest.mark.parametrize("lang", ["en", "fr", "vi"])
def test_every_token_stands_in_the_text_and_in_one_sentence(lang: Language) -> None:
    doc = document("Anna's aide – l'État, «Bộ trưởng» 3/4… said: “No!”\n\nTô Lâm (p. 5)\tleft.", lang)
    assert all(doc.text[t.start : t.end] == t.text for t in doc.tokens)
    assert [(s.first, s.last) for s in doc.sentences] == list(
        zip([0, *(s.last for s in doc.sentences)], [s.last for s in doc.sentences], strict=False)
    )
    assert all(doc.sentences[t.sent].first <= t.i < doc.sentences[t.sent].last for t in doc.tokens)
