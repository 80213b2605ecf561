import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from kg.commands import report as command
from kg.reports import Report, catalogue
from kg.workspace import Workspace
from loaders.engines import Engine
from tests.queries.graphs import run

PAGE = Path(__file__).parents[2].joinpath("docs", "questions.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"\| `(kg [^`]+)` \|", PAGE)
REPORTS = [each for each in COMMANDS if each.startswith("kg report ")]


def ask(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command line in this process; return its exit code."""
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_every_line_of_a_table_has_a_command_and_every_report_is_asked() -> None:
    lines = [
        line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| question"))
    ]
    assert len(lines) == len(COMMANDS)
    assert {shlex.split(each)[2] for each in REPORTS} == set(catalogue(None))


@pytest.mark.parametrize("line", sorted(set(COMMANDS) - set(REPORTS)))
def test_each_command_exists_with_these_options(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(f"{line} --help", monkeypatch) == 0


@pytest.mark.parametrize("line", REPORTS)
def test_each_report_is_understood_and_has_an_answer_in_the_samples(
    line: str, monkeypatch: pytest.MonkeyPatch, embedded: Engine, names: Workspace
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []

    def note(report: Report, given: dict[str, Any], *_: Any, **__: Any) -> None:
        asked.append((report.name, given))

    monkeypatch.setattr(command, "run", note)
    assert ask(line, monkeypatch) == 0
    ((name, given),) = asked
    assert run(name, given, embedded, names)[1]
