"""What the README says is true: its commands run, and its table is their output."""

import csv
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.slow
# Lines of code that run `kg`, without comments; those that start or need a Neo4j are tested with one elsewhere.
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for line in re.findall(r"^ {4}(?:\$ )?(kg .+)$", README, re.MULTILINE)
    if not re.match(r"kg (neo4j|push)", line)
]
STAND_INS = {
    "my-articles/": "samples",
    "*.html": "samples/*.html",
    "-": "samples/articles.jsonl",
    "FILE": "samples",
    "DIR": "out",
}


def kg(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples, ingested."""
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "samples", made / "samples")
    assert kg(made, "ingest", "samples").returncode == 0
    return made


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_commands_run(folder: Path, command: list[str]) -> None:
    done = kg(folder, *(STAND_INS.get(word, word) for word in command))
    assert done.returncode == 0, done.stderr


def test_the_table_is_what_the_command_above_it_answers(folder: Path) -> None:
    written = [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.+\|$", README, re.M)]
    columns, rows = written[0], written[2:]
    (command,) = (words for words in COMMANDS if words[:2] == ["report", "who-met-whom"])
    answer = csv.DictReader(kg(folder, *command, "--format", "csv").stdout.splitlines())
    assert [[row[column] for column in columns] for row in answer] == rows
