"""`kg ray`: the graph of very many articles, made by a cluster of machines, as files to load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.console import Console, settings
from kg.errors import FailureError


def ray(
    context: typer.Context,
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLES...",
            help="Files of JSON lines or Parquet, or folders of these: paths, or addresses such as s3://bucket/folder.",
            show_default=False,
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="New folder for the graph.", show_default=False)],
    address: Annotated[
        str | None,
        typer.Option("--address", envvar="RAY_ADDRESS", help="Address of a Ray cluster.", show_default="this machine"),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Workers that read articles.", show_default="one a core")
    ] = 0,
) -> None:
    """Read articles on many machines and write their graph as Parquet, as CSV for neo4j-admin, and as N-Quads.

    It is the graph that one machine makes, byte for byte. No workspace is used. Needs the extra `ray`.

    Example: kg ray s3://news/2023/ --address auto --output graph/
    """
    from kg.intake import Intake
    from kg.output import replaced_folder

    try:
        from kg import graph_files, on_ray
        from loaders.shared_storage import find
    except ModuleNotFoundError as error:
        if error.name not in ("ray", "pyarrow"):
            raise
        raise FailureError(
            "This command needs an extra: pip install 'security-cooperation-kg[ray]' (see docs/scaling.md)."
        ) from error
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise FailureError(f"{output} is there and not empty: name a new folder with --output.")
    console = Console(settings(context))
    intake = Intake(console)
    files = [file for place in articles for file in intake.accepted(find(place))]
    with on_ray.connected(address, workers) as count, replaced_folder(output) as folder:
        read = list(intake.accepted(console.progress(on_ray.read(files, count), "Reading articles")))
        console.detail("Resolving persons, organisations and meetings.")
        graph_files.write(on_ray.resolved(read, count), folder)
    console.news(
        f"{len(read)} articles read{intake.summary()}. The graph is in {output}: parquet/, neo4j-csv/, graph.nq."
    )
    raise typer.Exit(intake.exit_code)
