"""The page of a dossier in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from kg.dossier.assemble import assemble
from kg.dossier.forms import DossierFormat
from kg.dossier.material import Material
from kg.dossier.wording import Wording
from kg.dossier.writing import write
from tests.kg.dossier.hostile import SCRIPT, hostile

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def open_page(browser: Browser, file: Path, width: int = 1200, dark: bool = False) -> Page:
    """Open a page; whatever it says on the console, asks of a network or can't do is in `page.complaints`."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: request.url == file.as_uri() or complaints.append(request.url))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(file.as_uri())
    page.complaints = complaints  # type: ignore[attr-defined]
    return page


def written(material: Material, file: Path, language: str = "en") -> Path:
    wording = Wording(language)
    file.write_text(write(assemble(material, wording), DossierFormat.HTML, wording), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def file(material: Material, folder: Path) -> Path:
    return written(material, folder / "vn-jp.html")


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [
        ("en", 1200, False),
        ("en", 1200, True),
        ("en", 360, False),
        ("en", 360, True),
        ("fr", 360, False),
        ("vi", 360, True),
    ],
)
def test_axe_finds_nothing_and_nothing_is_asked_of_a_network(
    language: str, width: int, dark: bool, browser: Browser, material: Material, folder: Path
) -> None:
    page = open_page(browser, written(material, folder / f"{language}.html", language), width, dark)
    page.wait_for_selector("#drawing[data-drawn]")
    page.locator(".cell").first.click()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert page.complaints == []  # type: ignore[attr-defined]
    page.close()


def test_a_cell_opens_its_quotes_by_keyboard_and_gives_the_focus_back(browser: Browser, file: Path) -> None:
    page = open_page(browser, file)
    cell = page.get_by_role("button", name="Counter-terrorism, 2013: 2 statements, the firmest agreed")
    panel = page.get_by_role("group", name="Counter-terrorism, 2013: 2 statements, the firmest agreed")
    assert not panel.is_visible()
    cell.focus()
    page.keyboard.press("Enter")
    assert cell.get_attribute("aria-expanded") == "true"
    assert panel.is_visible()
    assert panel.evaluate("each => each === document.activeElement")
    assert "fight cybercrime and terrorism together" in panel.inner_text()
    assert "Tin Mẫu, 26 November 2013" in panel.inner_text()
    link = panel.get_by_role("link", name="Tin Mẫu").get_attribute("href")
    assert link == "https://example.org/tin-mau/2013/11/26/doi-thoai-an-ninh"
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert cell.evaluate("each => each === document.activeElement")
    page.close()


def test_one_cell_is_open_at_a_time(browser: Browser, file: Path) -> None:
    page = open_page(browser, file)
    for number in (0, 5):
        page.locator(".cell").nth(number).click()
    assert page.locator(".panel.open").count() == 1
    page.get_by_role("button", name="Close").click()
    assert page.locator(".panel.open").count() == 0
    page.close()


def test_choosing_a_name_shows_only_its_contacts(browser: Browser, file: Path) -> None:
    page = open_page(browser, file)
    page.wait_for_selector("#drawing[data-drawn]")
    before = page.locator("#drawing").screenshot()
    page.get_by_label("Show").select_option(label="To Lam")
    page.wait_for_timeout(200)
    assert page.locator("#drawing").screenshot() != before
    page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1200])
def test_no_width_scrolls_sideways(width: int, browser: Browser, file: Path) -> None:
    page = open_page(browser, file, width)
    page.wait_for_selector("#drawing[data-drawn]")
    for cell in page.locator(".cell").all()[:3]:
        cell.click()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_paper_shows_all_that_was_said_and_is_not_too_narrow(browser: Browser, file: Path) -> None:
    page = open_page(browser, file, 680)  # A4 within its margins
    page.wait_for_selector("#drawing[data-drawn]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".matrix .cell:visible").count() == page.locator(".cell").count() > 20
    assert page.locator("details blockquote:visible").count() == page.locator("details blockquote").count() > 20
    assert page.locator("#drawing-print:visible").evaluate("each => each.src.startsWith('data:image/png')")
    assert not page.locator("nav").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    page.close()


def test_without_scripts_every_quote_can_be_read(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator(".panel:visible").count() > 20
    context.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_what_articles_say_stays_text(width: int, browser: Browser, material: Material, folder: Path) -> None:
    page = open_page(browser, written(hostile(material), folder / "hostile.html"), width)
    page.wait_for_selector("#drawing[data-drawn]")
    page.locator(".cell").first.click()
    page.locator("h4").first.hover()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 1  # ours, for paper
    assert SCRIPT in page.locator("#timeline h4").first.inner_text()
    assert "{{ 7 * 7 }} {% raw %}" in page.locator("#timeline h4").first.inner_text()
    assert SCRIPT in page.locator("#choose option").nth(1).inner_text()
    links = page.locator("a[rel]").evaluate_all("all => [...new Set(all.map(each => each.getAttribute('href')))]")
    assert links == ["https://e.org/a b)<c>\"'&d"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []  # type: ignore[attr-defined]
    page.close()


def test_the_drawing_follows_the_change_to_dark(browser: Browser, file: Path) -> None:
    page = open_page(browser, file)
    page.wait_for_selector("#drawing[data-drawn]")
    before = page.locator("#drawing").screenshot()
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(200)
    assert page.locator("#drawing").screenshot() != before
    page.close()
