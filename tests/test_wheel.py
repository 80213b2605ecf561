"""The wheel holds all that it needs, and works in any folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = (
    "Minister of Public Security To Lam received Akiba Takeo in Hanoi on March 6, 2023, and asked him for training."
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content alone; the dependencies are those of the running interpreter."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", folder / "site", wheel], check=True)
    return folder / "site"


def run(installed: Path, cwd: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(installed)},
        input=stdin,
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.mark.slow
def test_the_wheel_is_what_runs_and_finds_its_data(installed: Path, tmp_path: Path) -> None:
    code = "import kg, loaders.locate as l; print(kg.__file__, l.__file__, l.folder('ontology'), l.folder('queries'))"
    assert all(place.startswith(str(installed)) for place in run(installed, tmp_path, "-c", code).stdout.split())
    reports = json.loads(run(installed, tmp_path, "-m", "kg", "report", "--format", "json").stdout)
    assert {report["name"] for report in reports} == {path.stem for path in (ROOT / "queries").glob("*.cypher")}


@pytest.mark.slow
def test_the_wheel_reads_an_article_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "kg", "ingest", "-", stdin=ARTICLE)
    run(installed, tmp_path, "-m", "kg", "validate")
    assert "Akiba Takeo" in run(installed, tmp_path, "-m", "kg", "export").stdout


@pytest.mark.slow
def test_the_wheel_holds_code_and_data_and_nothing_else(installed: Path) -> None:
    (metadata,) = installed.glob("*.dist-info")
    assert {path.name for path in installed.iterdir()} == {"bin", "kg", "loaders", metadata.name}
    held = {path.relative_to(installed).parts[1] for path in installed.rglob("*") if path.is_file()}
    assert held.isdisjoint({"tests", "bench", "samples", "docs"})
    assert (metadata / "licenses" / "LICENSE").exists()
