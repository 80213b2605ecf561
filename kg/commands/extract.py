"""`kg extract`: what is read out of each article, as one JSON file per article, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import JobsOption, PathsArgument
from kg.console import Console, settings


def extract(
    context: typer.Context,
    paths: PathsArgument,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files.", show_default=False)],
    jobs: JobsOption = 0,
) -> None:
    """Read articles and write what they tell, with the words it was read from, as one <id>.json each.

    Example: kg extract articles/ --output facts/
    """
    from kg.intake import Intake, readings
    from kg.output import write_text
    from loaders.processes import cores

    console = Console(settings(context))
    intake, written = Intake(console), 0
    output.mkdir(parents=True, exist_ok=True)
    for _, _, extraction in console.progress(readings(intake.articles(paths), jobs or cores()), "Reading articles"):
        text = extraction.model_dump_json(by_alias=True, exclude_none=True, indent=2)
        write_text(text + "\n", output / file_name(extraction.article))
        written += 1
    console.news(f"{written} articles read{intake.summary()}.")
    raise typer.Exit(intake.exit_code)


def file_name(article: str) -> str:
    """Return the name of an article's file: its id, all but `[A-Za-z0-9._-]` percent-encoded.

    A name that no file system would take is cut, and its hash keeps it apart from others.
    """
    import hashlib
    from urllib.parse import quote

    name = quote(article, safe="").replace("~", "%7E")
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}-{hashlib.sha256(article.encode()).hexdigest()[:16]}"
    return f"{name}.json"


_LONGEST_NAME = 180
