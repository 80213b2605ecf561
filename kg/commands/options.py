"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files (.txt .html .json .jsonl), folders of these, patterns in quotes, or - for standard input.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        help="Processes that read articles at the same time; 0 for one a core.",
        show_default="one a core",
    ),
]
UriOption = Annotated[
    str | None,
    typer.Option(
        "--uri",
        envvar="NEO4J_URI",
        help="Address of a Neo4j; NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE go with it.",
        show_default="the embedded graph",
    ),
]
