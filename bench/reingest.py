"""What known articles cost when they are ingested again. Run: python bench/reingest.py [ARTICLES].

The same file of articles (made from the samples) is ingested twice and given a third time with one more; the whole
command is timed by the clock, its start and the embedded graph included. Prints Markdown.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extraction import made

ARTICLES = 10_000


def main(articles: int) -> None:
    """Measure and print a table."""
    print(f"{articles:,} articles\n\n| ingested | seconds | of the first time | told |\n| --- | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        seconds: list[float] = []
        for name, count in (("first", articles), ("again", articles), ("with one more", articles + 1)):
            file.write_text("".join(article.model_dump_json() + "\n" for article in made(count)), encoding="utf-8")
            command = [sys.executable, "-m", "kg", "--workspace", folder, "ingest", str(file)]
            start = time.perf_counter()
            said = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr
            seconds.append(time.perf_counter() - start)
            told = re.sub(r"\s+", " ", said).strip()
            print(f"| {name} | {seconds[-1]:.1f} | {seconds[-1] / seconds[0]:.1%} | {told} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
