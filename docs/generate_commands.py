"""Writes `commands.md`, the help texts of all commands. Run after a change: python docs/generate_commands.py."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import typer

from kg.cli import app

TARGET = Path(__file__).with_name("commands.md")
HEAD = """# Commands

Made from the commands' own help by `docs/generate_commands.py`. Each report is a command too: [Reports](reports.md).

Data goes to standard output, messages to standard error. Exit codes of every command: 0 done, 1 failure, 2 wrong usage,
3 some inputs rejected and the rest done; what a command has beyond these stands in its help. Colours are off where
`NO_COLOR` is set and where the output is no terminal.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for name, group in sorted(_commands(typer.main.get_command(app)).items()):
        paths = [[name], *([name, sub] for sub in sorted(group))]
        parts += [f"## kg {' '.join(path)}\n\n```\n{_help(path)}\n```\n" for path in paths]
    return "\n".join(parts)


def _commands(command: object) -> dict[str, dict[str, object]]:
    """Return the names of the commands, each with those of its own commands; reports are left to their own page."""
    found = getattr(command, "commands", {})
    return {name: getattr(sub, "commands", {}) for name, sub in found.items()}


def _help(path: list[str]) -> str:
    plain = {**os.environ, "TYPER_USE_RICH": "0", "COLUMNS": "100", "NO_COLOR": "1"}
    plain = {name: value for name, value in plain.items() if not name.startswith(("KG_", "NEO4J_"))}
    command = [sys.executable, "-m", "kg", *path, "--help"]
    said = subprocess.run(command, env=plain, capture_output=True, text=True, check=True).stdout
    return "\n".join(line.rstrip() for line in said.strip().splitlines())


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
