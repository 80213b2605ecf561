"""The command line: puts the commands together and turns every error into one sentence and an exit code."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands import (
    analyse,
    backup,
    check,
    dossier,
    explain,
    export,
    extract,
    ingest,
    neo4j,
    push,
    ray,
    rejected,
    report,
    resolve,
    schema,
    status,
    validate,
    withdraw,
)
from kg.console import Settings
from kg.errors import Exit, FailureError
from loaders.encodings import visible
from loaders.engines import GraphError
from loaders.word_files import WordFileError

app = typer.Typer(
    name="kg",
    help="A knowledge graph of security-cooperation relationships, read from news articles.",
    epilog="Exit codes: 0 done, 1 failure, 2 wrong usage, 3 some inputs rejected and the rest done.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
_READING, _ANSWERS, _UPKEEP = "Articles", "Answers", "Upkeep"
app.command(rich_help_panel=_READING)(ingest.ingest)
app.command(rich_help_panel=_READING)(withdraw.withdraw)
app.command(rich_help_panel=_READING)(rejected.rejected)
app.command(rich_help_panel=_READING)(extract.extract)
app.command(rich_help_panel=_READING)(schema.schema)
app.command(rich_help_panel=_READING)(ray.ray)
app.add_typer(report.app, name="report", rich_help_panel=_ANSWERS)
app.command(rich_help_panel=_ANSWERS)(dossier.dossier)
app.command(rich_help_panel=_ANSWERS)(analyse.analyse)
app.command(rich_help_panel=_ANSWERS)(explain.explain)
app.command(rich_help_panel=_ANSWERS)(resolve.resolve)
app.command(rich_help_panel=_ANSWERS)(export.export)
app.command(rich_help_panel=_ANSWERS)(validate.validate)
app.command(rich_help_panel=_UPKEEP)(status.status)
app.command(rich_help_panel=_UPKEEP)(push.push)
app.command(rich_help_panel=_UPKEEP)(check.check)
app.command(rich_help_panel=_UPKEEP)(backup.backup)
app.command(rich_help_panel=_UPKEEP)(backup.restore)
app.add_typer(neo4j.app, name="neo4j", rich_help_panel=_UPKEEP)


@app.callback()
def _global(
    context: typer.Context,
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", envvar="KG_WORKSPACE", help="Folder that holds the articles and facts.")
    ] = Path(".kg"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell only what went wrong.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell more, and show where errors come from.")
    ] = False,
) -> None:
    context.obj = Settings(workspace=workspace, quiet=quiet, verbose=verbose)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        app(prog_name="kg")
    except FailureError as error:
        _end(str(error), error.code, error)
    except (GraphError, WordFileError) as error:
        _end(str(error), Exit.FAILURE, error)
    except BrokenPipeError:
        _let_go_of_stdout()
        sys.exit(Exit.DONE)
    except sqlite3.Error as error:
        _end(f"The workspace can't be used ({error}): check its folder and the disk's free space.", Exit.FAILURE, error)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        _end(f"The file system refused{where}: {error.strerror or error}.", Exit.FAILURE, error)
    except Exception as error:
        _end(f"Unexpected error ({type(error).__name__}: {error}): please report it.", Exit.FAILURE, error)


def _end(message: str, code: Exit, error: Exception) -> None:
    if {"--verbose", "-v"} & set(sys.argv[1:]):
        import traceback

        traceback.print_exception(error)
    print(f"kg: {visible(message)}", file=sys.stderr)
    sys.exit(code)


def _let_go_of_stdout() -> None:
    """Send what is still buffered nowhere: the reader has gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
