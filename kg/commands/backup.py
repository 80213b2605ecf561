"""`kg backup` and `kg restore`: all that a workspace must not lose, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.console import Console, settings

FileArgument = Annotated[Path, typer.Argument(help="The backup, a zip archive.", show_default=False)]


def backup(context: typer.Context, file: FileArgument) -> None:
    """Write articles, decisions and your own reports to one file; other commands may go on meanwhile.

    Graphs are not in it: they are made anew from the rest. Example: kg backup monday.zip
    """
    from kg.archive import pack
    from kg.workspace import Workspace

    options = settings(context)
    with Workspace.open(options.workspace) as workspace:
        pack(workspace, file)
    Console(options).news(f"The workspace is saved in {file}.")


def restore(context: typer.Context, file: FileArgument) -> None:
    """Make a workspace from a backup, where there is none yet.

    Example: kg --workspace restored restore monday.zip
    """
    from kg.archive import unpack

    options = settings(context)
    unpack(file, options.workspace)
    Console(options).news(f"The workspace is in {options.workspace}; `kg push` fills its graph.")
