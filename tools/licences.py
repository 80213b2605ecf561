"""Lists the licence of each locked dependency and holds it against `licences.toml`: `python tools/licences.py`.

Exit code 1 when one is not allowed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-ftm.lock",
    "requirements-ray.lock",
    "requirements-audit.lock",
)
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


class Dependency(NamedTuple):
    """A locked package that is installed, with its licence as an SPDX expression where it can be told."""

    name: str
    version: str
    licence: str
    allowed: bool


def dependencies() -> Iterator[Dependency]:
    """Yield the locked packages of this environment, sorted by name; those of other platforms are not installed."""
    rules = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    names = {_plain(name) for lock in LOCKS for name in _LOCKED.findall((ROOT / lock).read_text(encoding="utf-8"))}
    for name in sorted(names):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        exception = rules["exceptions"].get(name)
        licence = exception["licence"] if exception else _licence(found, rules["written"])
        yield Dependency(name, found.version, licence, bool(exception) or is_allowed(licence, set(rules["allowed"])))


def is_allowed(expression: str, allowed: set[str]) -> bool:
    """Tell whether an SPDX expression can be met: all of `AND`, which binds closer, one of `OR`."""
    while inner := re.search(r"\(([^()]*)\)", expression):
        met = "met" if is_allowed(inner[1], allowed) else "unmet"
        expression = expression[: inner.start()] + met + expression[inner.end() :]
    return any(
        all(term.strip() in {*allowed, "met"} for term in choice.split(" AND ")) for choice in expression.split(" OR ")
    )


def _licence(found: metadata.Distribution, written: dict[str, str]) -> str:
    about: Any = found.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License")]
    named = [each for each in classifiers if each != "OSI Approved"] or [(about.get("License") or "").split("\n")[0]]
    return " AND ".join(written.get(each, each) for each in named)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Print the list and tell of what is not allowed."""
    found = list(dependencies())
    for each in found:
        print(
            each.name, each.version, each.licence or "no licence named", "" if each.allowed else "NOT ALLOWED", sep="\t"
        )
    wrong = [each.name for each in found if not each.allowed]
    if wrong:
        print(f"Not in tools/licences.toml: {', '.join(wrong)}.", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
