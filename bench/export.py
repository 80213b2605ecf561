"""How fast a graph is written as Turtle, beside rdflib on the same triples, and in what memory a large one.

Run: python bench/export.py [MEETINGS OF THE LARGE GRAPH]. Prints Markdown; processor time.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import made_graph
import pyoxigraph as ox
import rdflib
from extraction import peak

from kg.export import prefixes, write
from kg.export_formats import ExportFormat

SMALL = 500
SIZES = (2_500, 10_000, 25_000)  # meetings; about 76 triples for each
RUNS = 3


def main(largest: int) -> None:
    """Measure and print two tables."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        beside_rdflib(file)
        print("\n| triples | seconds | triples/s | greatest memory, MiB | bytes of Turtle |\n|" + " ---: |" * 5)
        for meetings in (*(size for size in SIZES if size < largest), largest):
            file.write_bytes(made_graph.lines(meetings))
            command = [sys.executable, __file__, "--write", str(file)]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
            seconds, memory, size = map(float, said)
            triples = count(file)
            print(f"| {triples:,} | {seconds:.1f} | {triples / seconds:,.0f} | {memory:.0f} | {size:,.0f} |")


def beside_rdflib(file: Path) -> None:
    """Both serialisers on one graph, in turn, and whether what they wrote is equal."""
    file.write_bytes(made_graph.lines(SMALL))
    graph = rdflib.Graph()
    dataset = rdflib.Dataset()
    dataset.parse(str(file), format="nquads")
    for s, p, o, _ in dataset.quads():
        graph.add((s, p, o))
    written: dict[str, bytes] = {}

    def ours() -> None:
        output = io.BytesIO()
        write(file, ExportFormat.TURTLE, output)
        written["kg export, reading of the quads included"] = output.getvalue()

    def theirs() -> None:
        written["rdflib, the graph in memory"] = graph.serialize(format="turtle", encoding="utf-8")

    triples = [quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS)]

    def bare() -> None:
        data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes())
        written["the serialiser of kg export, the triples in memory"] = data or b""

    ways: tuple[Callable[[], None], ...] = (theirs, ours, bare)
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(RUNS):
        for way, times in zip(ways, taken, strict=True):
            start = time.process_time()
            way()
            times.append(time.process_time() - start)
    medians = [statistics.median(times) for times in taken]
    print("| Turtle written by | seconds | triples/s | times faster |\n| --- | ---: | ---: | ---: |")
    for name, seconds in zip(written, medians, strict=True):
        print(f"| {name} | {seconds:.3f} | {len(graph) / seconds:,.0f} | {medians[0] / seconds:.1f} |")
    graphs = [rdflib.Graph().parse(data=data, format="turtle") for data in written.values()]
    same = all(set(each) == set(graph) for each in graphs)
    print(f"\n{len(graph):,} triples; all parse back {'equal' if same else 'DIFFERENT'}.")


def count(file: Path) -> int:
    """How many triples stand in a file of quads."""
    with file.open("rb") as lines:
        return sum(1 for _ in lines)


def write_one(file: Path) -> None:
    """Write one graph as Turtle and tell the seconds, the greatest memory and the size."""
    start = time.process_time()
    output = file.with_suffix(".ttl")
    with output.open("wb") as stream:
        write(file, ExportFormat.TURTLE, stream)
    seconds = time.process_time() - start
    print(seconds, peak(), output.stat().st_size)


if __name__ == "__main__":
    if "--write" in sys.argv:
        write_one(Path(sys.argv[-1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
