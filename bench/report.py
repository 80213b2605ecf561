"""Runs the measurements and writes docs/performance.md from what they print.

Run: python bench/report.py [SECTION[=SIZE]...]; all of them where none is named, in their full size.

What a section printed last is kept in bench/results, with the machine, so that one can be renewed alone. A measurement
that fails keeps its old figures and ends the command with an error once the others are done.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

BENCH = Path(__file__).resolve().parent
RESULTS = BENCH / "results"
PAGE = BENCH.parent / "docs" / "performance.md"
SECTIONS = {
    "extraction speed": "Reading",
    "extraction processes": "Reading in several processes",
    "extraction long-texts": "Long texts",
    "extraction memory": "Memory of reading",
    "reingest": "Known articles",
    "resolution": "Resolution and description",
    "names": "Names of people",
    "export": "Export",
    "push": "Push",
    "first_load": "First load of Neo4j",
    "queries": "Reports",
    "startup": "Start of the command line",
    "scale": "Past one machine",
}
PEERS = {"names": "nomenklatura==4.17.4", "push": "rdflib-neo4j==1.1"}  # that a measurement alone needs
UV = ("-m", "uv", "run", "--quiet", "--no-project", "--with-editable", ".", "--with")
FOLDERS = ("resolution", "names")  # of measurements that have more files than one
PACKAGES = ("spacy", "pyoxigraph", "rdflib", "neo4j", "arcadedb-embedded")


def main(names: list[str]) -> int:
    """Renew these sections, or all, and the page; return how many failed."""
    failed = [name for name in names or SECTIONS if not renew(*name.split("=", 1))]
    parts = ["# Performance\n\nWritten by `make bench`; each section by the one command that is named in it.\n"]
    for name, title in SECTIONS.items():
        if kept(name).exists():
            parts.append(f"## {title}\n\n{kept(name).read_text(encoding='utf-8')}")
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    for name in failed:
        print(f"{name} failed.", file=sys.stderr)
    return len(failed)


def renew(name: str, *size: str) -> bool:
    """Run one measurement, in its full size or in `size`, and keep what it prints; tell whether it went well."""
    script, *part = name.split()
    script = f"bench/{script}/run.py" if script in FOLDERS else f"bench/{script}.py"
    before = os.getloadavg()[0]
    peer = PEERS.get(name)
    needs = [*UV, peer, "python"] if peer else []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, *needs, script, *part, *(size[0].split() if size else arguments(name, folder))]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=BENCH.parent)
    if done.returncode:
        return False
    machine = f"{platform.system()} on {len(os.sched_getaffinity(0))} cores ({processor()})"
    others = f"about {before:.0f} other processes shared them" if before >= 1 else "nothing else ran"
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    how = f"`python {' '.join([script, *part, *size])}` on {machine}; {others}."
    how += f" Python {platform.python_version()}, {versions}."
    RESULTS.mkdir(exist_ok=True)
    kept(name).write_text(f"{how}\n\n{done.stdout.strip()}\n", encoding="utf-8")
    return True


def kept(name: str) -> Path:
    """Where the last figures of a measurement are."""
    return RESULTS / f"{name.replace(' ', '-')}.md"


def arguments(name: str, folder: str) -> list[str]:
    """What a measurement must be given: the start-up needs a workspace."""
    if name != "startup":
        return []
    samples = BENCH.parent / "samples"
    subprocess.run([sys.executable, "-m", "kg", "-q", "--workspace", folder, "ingest", str(samples)], check=True)
    return [folder]


def processor() -> str:
    """The name of the processor, where the system tells it."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
