"""What a graph of very many articles costs on Ray, and what ten million would, from that.

Run: python bench/scale.py [ARTICLES]

So many made articles are read by one process, and by `kg ray` with one and two workers; the graphs must be
equal, byte for byte. What one core needs to read an article is measured on articles of the length of news, what the
driver needs for each on made extractions of two sizes. Prints Markdown and puts it into docs/scaling.md.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from made_articles import made

from loaders.readings import read_all

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "scaling.md"
HEADING = "## Measured\n\n"
ARTICLES = 5_000
WORDS = 30  # of an article whose graph is compared
NEWS_WORDS = 400  # of an article whose reading is timed
SIZES = (5_000, 10_000)  # for the driver
GOAL = 10_000_000
CORES = 512  # of the workers, in the estimate
LARGE = 256  # GiB of memory of a large machine


@dataclass(frozen=True)
class Driver:
    """What resolving, describing and writing so many articles took: seconds of processor time, and MiB."""

    articles: int
    seconds: float
    memory: float


def main(articles: int) -> None:
    """Measure, print, and put it into the page."""
    text = f"{compared(articles)}\n{estimated(reading(), [driver(size) for size in SIZES])}"
    print(text)
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(HEADING)[0] + HEADING + text, encoding="utf-8")


def compared(articles: int) -> str:
    """Time one machine and Ray on the same articles; raises where the graphs differ."""
    rows = [f"{articles:,} made articles, by the clock:\n", "| made by | seconds | graph |", "| --- | ---: | --- |"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        source.write_text("".join(f"{each.model_dump_json()}\n" for each in made(articles, WORDS)), encoding="utf-8")
        took = timed(__file__, "--alone", str(source), str(folder))
        size = (folder / "graph.nq").stat().st_size >> 20
        rows.append(f"| one process, as `kg ingest --jobs 1` without the push | {took:.0f} | {size} MiB of N-Quads |")
        for workers in (1, 2):
            output = folder / f"ray-{workers}"
            took = timed("-m", "kg", "--quiet", "ray", str(source), "--workers", str(workers), "--output", str(output))
            if (output / "graph.nq").read_bytes() != (folder / "graph.nq").read_bytes():
                raise AssertionError(f"{workers} workers made another graph")
            rows.append(f"| `kg ray --workers {workers}` | {took:.0f} | the same, byte for byte |")
    return "\n".join(rows) + "\n"


def timed(*arguments: str) -> float:
    """Run Python; return the seconds by the clock."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT)
    return time.perf_counter() - begun


def alone(source: str, folder: Path) -> None:
    """Make the graph of the articles in `source` by a workspace in `folder`."""
    from kg.console import Console, Settings
    from kg.intake import Intake
    from kg.pipeline import make_graph, take_in
    from kg.workspace import Workspace

    console = Console(Settings(folder, quiet=True))
    with Workspace.open(folder, create=True) as workspace:
        take_in(workspace, Intake(console).articles([source]), console)
        make_graph(workspace, console)


def reading() -> float:
    """Return the seconds of processor time that an article takes to read, models loaded."""
    articles = list(made(200, NEWS_WORDS))
    list(read_all(articles[:20]))
    begun = time.process_time()
    list(read_all(articles))
    return (time.process_time() - begun) / len(articles)


def driver(articles: int) -> Driver:
    """Measure the driver's part in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--driver", str(articles)], check=True, stdout=subprocess.PIPE, text=True
    )
    seconds, memory = map(float, done.stdout.split())
    return Driver(articles, seconds, memory)


def drive(articles: int) -> None:
    """Do what the driver does with so many articles that were read; print seconds and MiB."""
    sys.path.insert(0, str(ROOT / "bench" / "resolution"))
    from made import make

    from kg.graph_files import write
    from loaders.resolution import resolve

    told = make(articles, articles // 4)
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        write(resolve(told.articles, told.extractions), Path(folder))
    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def estimated(read: float, driven: list[Driver]) -> str:
    """Tell what ten million articles need: reading grows with n, the driver's time with n·log n, its memory with n."""
    few, many = driven
    seconds = many.seconds * GOAL * math.log2(GOAL) / (many.articles * math.log2(many.articles))
    each = (many.memory - few.memory) / (many.articles - few.articles)  # MiB
    hours = read * GOAL / 3600
    rows = [
        "| step | measured | for 10⁷ articles |",
        "| --- | ---: | ---: |",
        f"| reading, on the workers | {read * 1000:.0f} ms of a core for {NEWS_WORDS} words | {hours:,.0f} core hours: "
        f"{hours / CORES:.1f} h on {CORES} cores |",
        f"| resolving and writing, on the driver | {many.seconds / many.articles * 1000:.1f} ms at {many.articles:,} "
        f"articles | {seconds / 3600:.0f} h of one core |",
        f"| the driver's memory | {each * 1024:.0f} KiB an article | {each * GOAL / 1024:,.0f} GiB |",
    ]
    limit = LARGE * 1024 / each
    rows.append(
        f"\nSo {CORES // 64} machines of 64 cores and a driver of {each * GOAL / 1024:,.0f} GiB make the graph of ten "
        f"million articles in about {hours / CORES + seconds / 3600:.0f} hours. The driver's memory breaks first: with "
        f"{LARGE} GiB at about {limit / 1e6:.1f} million articles.\n"
    )
    return "\n".join(rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--driver"]:
        drive(int(sys.argv[2]))
    elif sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
