"""Builds wheel and sdist; tries the wheel in an empty environment and folder, on each Python at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"


def main() -> int:
    """Build and try; return 0, or 1 when it fails on one of the Pythons or none is at hand."""
    shutil.rmtree(DIST, ignore_errors=True)
    run([sys.executable, "-m", "hatchling", "build", "--directory", str(DIST)], ROOT)
    (wheel,) = DIST.glob("*.whl")
    pythons = [path for name in os.environ["PYTHONS"].split() if (path := shutil.which(name))]
    for python in pythons:
        with tempfile.TemporaryDirectory() as folder:
            attempt(python, wheel, Path(folder))
        print(f"{python}: {wheel.name} installed and ran")
    if not pythons:
        print(f"None of these is at hand: {os.environ['PYTHONS']}", file=sys.stderr)
    return 0 if pythons else 1


def attempt(python: str, wheel: Path, folder: Path) -> None:
    """Install `wheel` and what is locked in a new environment, and go from articles to an answer in `folder`."""
    run([python, "-m", "venv", "environment"], folder)
    pip = [str(folder / "environment/bin/python"), "-m", "pip", "install", "--quiet", "--no-compile"]
    run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], folder)
    run([*pip, "--no-deps", str(wheel)], folder)
    kg = str(folder / "environment/bin/kg")
    work = folder / "work"
    shutil.copytree(ROOT / "samples", work / "samples")
    run([kg, "ingest", "samples"], work)
    answer = run([kg, "report", "who-met-whom", "--person", "akiba takeo"], work)
    if "Akiba Takeo,To Lam,1,2023-03-06" not in answer:
        raise SystemExit(f"{python}: the installed program answers wrongly:\n{answer}")
    run([kg, "export", "--format", "turtle", "--output", "graph.ttl"], work)


def run(command: list[str], folder: Path) -> str:
    """Return what `command` writes; ends the program where it fails."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_", "PYTHON"))}
    done = subprocess.run(command, cwd=folder, env=alone, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
