import pytest

from loaders.pages import NoArticleError, fields

PAGE = """<html><head><title>Minister asks for police trainers | Daily</title>
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2023-04-04T08:00:00Z">
<link rel="canonical" href="https://daily.example.org/trainers"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Minister asks for police trainers</h1>{paragraphs}</article>
<footer>Copyright The Daily. This site uses cookies.</footer></body></html>"""
PARAGRAPH = (
    "<p>The minister received the commissioner in {city} on Tuesday and asked him to send trainers to the academy.</p>"
)


def page(cities: list[str]) -> str:
    return PAGE.format(paragraphs="".join(PARAGRAPH.format(city=city) for city in cities))


def test_the_article_and_its_metadata_are_taken_out_of_a_page() -> None:
    found = fields(page(["Hanoi", "Huế", "Vinh", "Vientiane"]).encode())
    assert found["title"] == "Minister asks for police trainers"
    assert found["published"] == "2023-04-04"
    assert found["url"] == "https://daily.example.org/trainers"
    assert found["outlet"] == "The Daily"
    assert "commissioner in Huế on Tuesday" in found["text"]
    assert "cookies" not in found["text"]


def test_the_declared_encoding_is_used_where_it_is_not_utf8() -> None:
    html = page(["Orléans", "Besançon", "Nîmes"]).replace("<head>", '<head><meta charset="iso-8859-2">')
    assert (
        "Łódź"
        in fields(
            html.replace("Nîmes", "Łódź").replace("Besançon", "Brno").replace("Orléans", "Plzeň").encode("iso-8859-2")
        )["text"]
    )


@pytest.mark.parametrize("html", ["<html><body></body></html>", f"<nav>{'<a>Home</a> <a>Sport</a>' * 30}</nav>", "<"])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(NoArticleError):
        fields(html.encode())


def test_broken_html_is_mended() -> None:
    html = page(["Hanoi", "Vinh", "Hue"]).replace("</p>", "").replace("</article>", "</div></span>")
    assert "commissioner in Vinh" in fields(html.encode())["text"]


def test_a_page_of_endless_markup_is_refused_at_once() -> None:
    with pytest.raises(NoArticleError, match="more than 20,000 elements"):
        fields(b"<div><div><p>text</p></div></div>" * 100_000)
