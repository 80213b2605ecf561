"""Writes docs/reliability.md from the figures of a crash campaign and the results of the tests of faults.

Run: python tools/reliability.py FIGURES.json RESULTS.xml, as `make torture` does.
"""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
START = "<!-- figures: written by `make torture` -->"


def crashes(figures: Path) -> list[str]:
    """The rows of the crash campaign."""
    rows = []
    for each in json.loads(figures.read_text("utf-8")):
        lost = len(each["lost"])
        fault = f"`kill -9` during {each['command']}, {each['engine']}"
        rows.append(f"| {fault} | {each['tried']} | {each['tried'] - lost} | {lost} |")
    return rows


def faults(results: Path) -> list[str]:
    """The rows of the tests of faults: one a test, with its cases that were run, that passed and that failed."""
    cases: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for case in ET.parse(results).iter("testcase"):
        name = re.sub(r"\[.*", "", case.get("name", "")).removeprefix("test_").replace("_", " ")
        if case.find("skipped") is None:
            cases[case.get("classname", ""), name].append(case.find("failure") is None and case.find("error") is None)
    return [
        f"| {name} (`{place.replace('.', '/')}.py`) | {len(passed)} | {sum(passed)} | {len(passed) - sum(passed)} |"
        for (place, name), passed in cases.items()
    ]


def main(figures: Path, results: Path) -> None:
    """Put the tables below the words of the page."""
    words = PAGE.read_text("utf-8").partition(START)[0]
    head = ["| fault | tried | survived | lost |", "| --- | --- | --- | --- |"]
    PAGE.write_text("\n".join([words + START, "", *head, *crashes(figures), *faults(results)]) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
