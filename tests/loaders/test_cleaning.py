import pytest

from loaders.cleaning import clean
from loaders.records import Article, Language

PROSE = (
    "The minister received the commissioner in Hanoi on Tuesday and asked him to send trainers to the police academy."
)


def noise(text: str, lang: Language = "en", title: str | None = None) -> list[str]:
    article = clean(Article(id="a", text=text, lang=lang, title=title))
    return [article.text[span.start : span.end] for span in article.noise]


def test_prose_alone_has_no_noise() -> None:
    assert noise(f"{PROSE}\n\nHe also thanked his guest for the help given so far.") == []


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Related: Fewer accidents this year | New bridge opened"),
        ("en", "Photo: John Doe"),
        ("en", "This website uses cookies to give you the best experience."),
        ("en", "Follow us on Facebook"),
        ("en", "(This story has not been edited by our staff and comes from a syndicated feed.)"),
        ("en", "Back to top | Print"),
        ("en", "By Jane Roe"),
        ("en", "Additional reporting by Jane Roe in Warsaw; editing by John Doe"),
        ("en", "Sign up to our newsletter"),
        ("fr", "(Photo : Agence / Jean Roux)"),
        ("fr", "Abonnez-vous à notre lettre d'information"),
        ("vi", "Chia sẻ | In bài viết | Bình luận (0)"),
        ("vi", "Tin, ảnh: VĂN A"),
        ("vi", "Trang chủ > Thời sự > Chính trị"),
        ("fr", "À lire aussi : le nouveau pont est ouvert"),
        ("fr", "Ce site utilise des cookies pour améliorer votre expérience."),
        ("fr", "Le ministre (à droite) et son hôte. Photo : VNA"),
        ("vi", "Tin liên quan: Khánh thành cầu mới"),
        ("vi", "Ảnh: Văn A"),
        ("vi", "Từ khóa: công an, hợp tác"),
    ],
)
def test_a_line_of_the_page_around_the_article_is_noise(lang: Language, line: str) -> None:
    assert noise(f"{PROSE}\n{line}", lang) == [line]


def test_the_headlines_under_a_heading_are_noise_and_the_prose_after_them_is_not() -> None:
    text = f"{PROSE}\nTIN LIÊN QUAN\nMinister meets envoy\nBridge opened in the north\n{PROSE}\n(Source: VNA)"
    assert noise(text) == ["TIN LIÊN QUAN", "Minister meets envoy", "Bridge opened in the north", "(Source: VNA)"]


def test_a_repeated_headline_is_noise_where_it_repeats() -> None:
    headline = "Minister asks for more police trainers"
    article = clean(Article(id="a", text=f"{headline}\n\n{PROSE}\n{headline}\n\n{PROSE}", lang="en"))
    assert article.title == headline
    assert [(span.start, span.end) for span in article.noise] == [
        (len(headline + PROSE) + 3, len(headline + PROSE + headline) + 3)
    ]


def test_a_caption_that_only_repeats_the_prose_is_noise() -> None:
    caption = "Minister asks for trainers: The minister received the commissioner in Hanoi on Tuesday. (Photo: VNA)"
    assert noise(f"Minister asks for trainers\n{PROSE}\n{caption}\n{PROSE}") == [caption]


def test_a_caption_that_tells_a_fact_of_its_own_loses_only_its_credit() -> None:
    caption = (
        "The coast guard's commander shakes hands with the new president of the organisation (right) at a meeting in "
        "Beijing on 26 August 2016. (Photo: AFP)"
    )
    assert noise(f"{PROSE}\n{caption}\n{PROSE}") == ["(Photo: AFP)"]


def test_an_agency_at_the_end_is_noise_and_the_sentence_before_it_is_not() -> None:
    assert noise(f"{PROSE} — VNS") == [" — VNS"]
    assert noise(f"{PROSE}\nThey all came. - Bernama") == [" - Bernama"]


def test_bullets_at_the_end_are_prose() -> None:
    assert noise(f"{PROSE} They agreed on:\n- training\n- joint patrols") == []


def test_the_dateline_dates_an_article_without_metadata() -> None:
    article = clean(Article(id="a", text=f" date 2023-04-04 VIETNAM, April 4 - TOKYO — {PROSE}", lang="en"))
    assert article.published == "2023-04-04"
    assert article.text[article.noise[0].end :] == PROSE


@pytest.mark.parametrize(
    ("published", "expected"),
    [(None, "2024-07-30"), ("2024", "2024-07-30"), ("2024-07-31", "2024-07-31"), ("2023-07", "2023-07")],
)
def test_metadata_wins_over_the_dateline_unless_it_is_only_less_precise(published, expected) -> None:
    text = "Alger, 30 juillet 2024 - Le ministre a reçu mardi son homologue et lui a demandé de former des policiers."
    assert clean(Article(id="a", text=text, lang="fr", published=published)).published == expected


def test_cleaning_twice_changes_nothing() -> None:
    once = clean(
        Article(id="a", text=f"WORLD\nMinister asks for more police trainers\nMay 17, 2024\n{PROSE}\nVNA", lang="en")
    )
    assert clean(once) == once


def test_an_article_without_a_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="language"):
        clean(Article(id="a", text=PROSE))


def test_paragraphs_in_another_language_are_no_prose_of_the_article() -> None:
    english = (
        "The minister of the interior of Kenya received the commissioner of the Portuguese police in Nairobi. "
        "They agreed to share information on drug trafficking, and the commissioner promised to send trainers to the "
        "academy before the end of the year, the ministry said in a statement that was published in the evening."
    )
    french = (
        "Le ministre de l'Intérieur du Kenya a reçu lundi à Nairobi le commissaire de la police portugaise. Ils ont "
        "convenu de lutter contre le trafic de drogue, et le commissaire a promis d'envoyer des formateurs à "
        "l'académie avant la fin de l'année, a indiqué le ministère dans un communiqué publié dans la soirée."
    )
    text = f"{english}\n\n{french}\n\nIls se reverront en mai."
    noise = clean(Article(id="a", text=text, lang="en")).noise
    assert [text[span.start : span.end] for span in noise] == [french, "Ils se reverront en mai."]
