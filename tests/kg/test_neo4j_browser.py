"""Neo4j Browser as a person uses it, driven in Chromium: sign in, follow the guide, run a report, look at the graph."""

from __future__ import annotations

import base64
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kg import neo4j_server as local
from kg.browser_files import FAVOURITES, favourites, files
from kg.commands import neo4j as command
from kg.console import Settings
from loaders.engines.bolt import Neo4jEngine
from tests.queries.graphs import fill

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.neo4j, pytest.mark.browser, pytest.mark.usefixtures("neo4j_server")]

SECOND = 1000
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), char => char.charCodeAt(0));
  const dragged = new DataTransfer();
  dragged.items.add(new File([bytes], name));
  const drop = new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: dragged});
  document.querySelector('.filedrop').dispatchEvent(drop);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[local.Server]:
    """A Neo4j started by the command, with the samples."""
    workspace = tmp_path_factory.mktemp("workspace")
    ports = ["--bolt-port", str(free_port()), "--http-port", str(free_port())]
    started = CliRunner().invoke(command.app, ["start", *ports], obj=Settings(workspace=workspace))
    assert started.exit_code == 0, started.stderr
    running = local.status(workspace / "neo4j")
    assert running is not None
    try:
        with Neo4jEngine(running.uri, "neo4j", running.password) as engine:
            fill(engine)
        yield running
    finally:
        local.stop(workspace / "neo4j")


@pytest.fixture
def page(server: local.Server) -> Iterator[Page]:
    """Neo4j Browser in Chromium, signed in."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        except Error as error:
            if os.environ.get("CI"):
                pytest.fail(f"no Chromium came up: {error}")
            pytest.skip(f"no Chromium came up: {error}")
        page = chromium.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(120 * SECOND)
        page.goto(server.browser)
        page.get_by_test_id("username").fill("neo4j")
        page.get_by_test_id("password").fill(server.password)
        page.get_by_test_id("connect").click()
        page.get_by_role("heading", name="Security-cooperation knowledge graph").wait_for()
        shoot(page, "guide")
        yield page
        chromium.close()


def shoot(page: Page, name: str) -> None:
    """Keep a picture for the documentation where `SCREENSHOTS` names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(2 * SECOND)
        page.screenshot(path=Path(folder) / f"neo4j-browser-{name}.png")


def run_from_guide(page: Page, text: str) -> Locator:
    """Click a query of the guide and run it; return the frame of its answer."""
    frames = page.get_by_test_id("frame")
    before = frames.count()
    page.locator("pre.runnable", has_text=text).first.click()
    for _ in range(60):  # the editor takes a moment to hold the query
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(SECOND)
        if frames.count() > before:
            break
    return frames.first


def run_favourite(page: Page, title: str) -> Locator:
    """Run a favourite from the drawer; return the frame of its answer."""
    page.get_by_test_id(f"scriptTitle-{title}").hover()
    item = page.get_by_test_id("savedScriptListItem").filter(has=page.get_by_test_id(f"scriptTitle-{title}"))
    item.get_by_test_id("savedScriptsButton-Run").click()
    frame = page.get_by_test_id("frame").first
    frame.get_by_text(f"// {title}").first.wait_for()
    return frame


def test_a_report_gives_rows_and_a_query_draws_nodes_with_captions_in_the_colours_of_their_classes(page: Page) -> None:
    run_from_guide(page, ":style http").get_by_text("node.Official").wait_for()

    data = base64.b64encode(files(None)[FAVOURITES]).decode()
    page.evaluate(DROP, [FAVOURITES, data])
    page.get_by_test_id("navigationFavorites").click()
    page.get_by_test_id("scriptTitle-Who met whom").wait_for()
    titles = page.locator("[data-testid^=scriptTitle-]").all_inner_texts()
    assert {each.title for each in favourites(None)} <= set(titles)
    assert len(titles) == len(set(titles))

    rows = run_favourite(page, "Who met whom")
    rows.get_by_role("cell", name='"Sar Kheng"').first.wait_for()
    assert {'"To Lam"', "2", '"2023-03-05"'} <= set(
        rows.get_by_role("row").nth(1).get_by_role("cell").all_inner_texts()
    )
    shoot(page, "rows")

    drawing = run_favourite(page, "Network of officials")
    drawing.locator("g.node").first.wait_for()
    captions = {" ".join(node.locator("text").all_text_contents()) for node in drawing.locator("g.node").all()}
    assert any("To Lam" in each for each in captions)
    assert all(each.strip() for each in captions)
    colours = tomllib.loads(Path(local.__file__).with_name("browser-style.toml").read_text(encoding="utf-8"))
    drawn = drawing.locator("g.node circle[fill]").first.get_attribute("fill")
    assert drawn == colours["Official"]["color"]

    evidence = run_favourite(page, "A meeting and the words it rests on")
    evidence.locator("g.node").first.wait_for()
    assert evidence.get_by_text(re.compile(r"^Evidence \(\d+\)$")).count() == 1
    page.get_by_test_id("navigationFavorites").click()
    shoot(page, "graph")


def test_a_filter_is_set_as_the_query_says(page: Page) -> None:
    page.locator(".monaco-editor").first.click()
    page.keyboard.insert_text(
        ":param person => COLLECT { MATCH (n:Official) WHERE 'akiba takeo' IN n.search_names RETURN n.uri }"
    )
    page.keyboard.press("Control+Enter")
    page.get_by_text("Successfully set your parameters.").first.wait_for()
    asked = "// Which officials met each other"
    while page.locator("pre.runnable", has_text=asked).count() == 0:
        page.get_by_test_id("nextSlide").click()
    rows = run_from_guide(page, asked)
    rows.get_by_role("cell", name='"Akiba Takeo"').wait_for()
    assert rows.get_by_role("row").count() == 2
