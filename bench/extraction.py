"""How fast articles are read, beside the bare pipeline of the same model, by how many processes, and with what memory.

Run: python bench/extraction.py speed|processes|long-texts|memory [ARTICLES]

Articles are made from the samples. Figures of one process are processor time; those of one and two processes beside
each other are time by the clock. Prints Markdown, draws curves in docs/performance.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import chart
import spacy

from loaders.cleaning import clean
from loaders.extraction import extract
from loaders.extraction.lexicon import table
from loaders.readings import read_all
from loaders.records import Article
from loaders.sources import read

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = 10_000
WORDS = 12_000  # that each way reads in one run
RUNS = 3
TOGETHER = 4_000  # articles for one process and for two, enough to make up for the loading of the models
LONG = (50, 200, 1_000, 2_000)  # KB


def samples(lang: str | None = None) -> list[Article]:
    """The sample articles, all or those of one language."""
    found = [each for each in read([str(ROOT / "samples")]) if isinstance(each, Article)]
    return [each for each in found if lang in (None, each.lang)]


def made(count: int, lang: str | None = None) -> Iterator[Article]:
    """So many articles with ids of their own."""
    for number, article in enumerate(islice(cycle(samples(lang)), count)):
        yield article.model_copy(update={"id": f"{number:06}"})


def speed() -> None:
    """Words a second of reading and of the bare pipeline, in turn."""
    print("| language | bare spaCy pipeline, words/s | reading, words/s | ratio |\n| --- | ---: | ---: | ---: |")
    for lang in ("en", "fr", "vi"):
        texts: list[Article] = []
        for article in made(10_000, lang):
            texts.append(article)
            if (words := sum(len(a.text.split()) for a in texts)) > WORDS:
                break
        model = table(lang, "backend")["model"]
        nlp = spacy.load(model) if model else None
        ways: dict[str, Callable[[], object]] = {"reading": lambda texts=texts: list(extract(map(clean, texts)))}  # type: ignore[misc]
        if nlp:
            ways["bare"] = lambda nlp=nlp, texts=texts: list(nlp.pipe([a.text for a in texts]))  # type: ignore[misc]
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for way in ways.values():
            way()  # what is loaded once is no part of it
        for _ in range(RUNS):
            for name, way in ways.items():
                start = time.process_time()
                way()
                taken[name].append(time.process_time() - start)
        rates = {name: words / statistics.median(seconds) for name, seconds in taken.items()}
        bare = f"{rates['bare']:,.0f}" if nlp else "no model"
        ratio = f"{rates['reading'] / rates['bare']:.2f}" if nlp else ""
        print(f"| {lang} | {bare} | {rates['reading']:,.0f} | {ratio} |")


def together() -> None:
    """One process, then two, by the clock."""
    taken: dict[int, float] = {}
    articles = list(made(TOGETHER))
    for jobs in (1, 2):
        start = time.perf_counter()
        for _ in read_all(articles, jobs):
            pass
        taken[jobs] = time.perf_counter() - start
    one, two = taken.values()
    print(f"| processes | seconds for {TOGETHER:,} articles, start of the processes included | times faster |")
    print(f"| ---: | ---: | ---: |\n| 1 | {one:.1f} | |\n| 2 | {two:.1f} | {one / two:.2f} |")


def long_texts() -> None:
    """Processor time of one text, by its size."""
    print("| one text of KB | seconds | ms per KB |\n| ---: | ---: | ---: |")
    points = []
    for size in LONG:
        text = ""
        for article in made(100_000, "en"):
            text += article.text + "\n\n***\n\n"
            if len(text) > size * 1000:
                break
        long = Article(id="long", text=text[: size * 1000], lang="en", published="2023-04-03")
        start = time.process_time()
        list(extract([clean(long)]))
        seconds = time.process_time() - start
        points.append((size, seconds))
        print(f"| {size:,} | {seconds:.1f} | {seconds / size * 1000:.0f} |")
    chart.draw(ROOT / "docs/performance/long-texts.svg", "Reading one long text", "KB", "seconds", {"reading": points})
    print("\n![Seconds by the size of a text](performance/long-texts.svg)")


def memory(articles: int) -> None:
    """Greatest memory while ever more articles went by, in a process of its own."""
    command = [sys.executable, __file__, "watch", str(articles)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    points = [(int(count), float(size)) for count, size in (line.split() for line in said.splitlines())]
    print("| articles read | greatest memory, MiB |\n| ---: | ---: |")
    for count, size in points:
        print(f"| {count:,} | {size:.0f} |")
    chart.draw(ROOT / "docs/performance/memory.svg", "Memory of reading", "articles", "MiB", {"one process": points})
    print("\n![Memory by the number of articles](performance/memory.svg)")


def peak() -> float:
    """The greatest memory of this process so far, in MiB; of its parent's nothing, as `getrusage` would add."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def watch(articles: int) -> None:
    """Read so many articles and tell the memory used until then, from 100 on."""
    marks = {count for count in (100, 200, 500, 1_000, 2_000, 5_000, 10_000, articles) if count <= articles}
    for number, _ in enumerate(read_all(made(articles)), 1):
        if number in marks:
            print(number, peak(), flush=True)


if __name__ == "__main__":
    count = int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES
    parts: dict[str, Callable[[], None]] = {
        "speed": speed,
        "processes": together,
        "long-texts": long_texts,
        "memory": lambda: memory(count),
        "watch": lambda: watch(count),
    }
    parts[sys.argv[1]]()
