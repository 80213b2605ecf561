"""`kg neo4j`: a real Neo4j on this machine, without Docker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import Console, settings
from kg.errors import FailureError

if TYPE_CHECKING:
    from kg.neo4j_server import Server

app = typer.Typer(help="Run a real Neo4j on this machine, with Neo4j Browser and without Docker.", no_args_is_help=True)


@app.command()
def start(
    context: typer.Context,
    bolt_port: Annotated[int, typer.Option(help="Port for queries.")] = 7687,
    http_port: Annotated[int, typer.Option(help="Port for Neo4j Browser.")] = 7474,
) -> None:
    """Start Neo4j and print the variables that lead kg to it. The first start fetches 137 MB.

    Example: eval "$(kg neo4j start)" && kg push
    """
    from functools import partial

    from kg import neo4j_server
    from kg.browser_files import pages

    console = Console(settings(context))
    shown = partial(pages, settings(context).workspace)
    server = neo4j_server.start(_folder(context), bolt_port, http_port, console.news, shown)
    console.news(f"Neo4j answers at {server.uri}; kg neo4j open shows it in the web browser.")
    _print_variables(server)


@app.command()
def stop(context: typer.Context) -> None:
    """Stop Neo4j; its data stays."""
    from kg import neo4j_server

    stopped = neo4j_server.stop(_folder(context))
    Console(settings(context)).news("Neo4j is stopped." if stopped else "Neo4j was not running.")


@app.command()
def status(context: typer.Context) -> None:
    """Tell whether Neo4j runs, and print the variables that lead kg to it. Exit code 1 when it doesn't run."""
    server = _running(context)
    Console(settings(context)).news(f"Neo4j runs as process {server.pid} at {server.uri}.")
    _print_variables(server)


@app.command(name="open")
def open_browser(context: typer.Context) -> None:
    """Open Neo4j Browser, and print its address.

    After the sign-in it shows a guide with all reports as queries to click.
    """
    server = _running(context)
    Console(settings(context)).news(f"Sign in as neo4j; the password is in {server.password_file}.")
    print(server.browser, flush=True)
    typer.launch(server.browser)


@app.command(name="import")
def import_files(
    context: typer.Context,
    files: Annotated[Path, typer.Argument(help="Folder that kg export --format neo4j-csv wrote.", show_default=False)],
) -> None:
    """Fill this Neo4j for the first time: at size faster than kg push. Neo4j must be stopped and empty.

    Example: kg export --format neo4j-csv --output csv && kg neo4j import csv && kg neo4j start
    """
    from kg.neo4j_import import load

    console = Console(settings(context))
    console.news(f"Imported: {load(_folder(context), files, console.news)}.")


@app.command(name="browser-files")
def browser_files(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write them into.")] = Path("browser-files"),
) -> None:
    """Write what Neo4j Browser needs to know this graph on a server of your own: favourites, style and guide.

    The Neo4j of kg neo4j start has them already.

    Example: kg neo4j browser-files --output browser-files
    """
    from kg.browser_files import files
    from kg.output import replaced

    for name, content in files(settings(context).workspace).items():
        with replaced(output / name) as file:
            file.write(content)
    Console(settings(context)).news(
        f"In {output}: drop favourites.zip and style.grass onto the window of Neo4j Browser."
    )


def _folder(context: typer.Context) -> Path:
    return settings(context).workspace.absolute() / "neo4j"


def _running(context: typer.Context) -> Server:
    from kg import neo4j_server

    server = neo4j_server.status(_folder(context))
    if server is None:
        raise FailureError("Neo4j is not running: start it with kg neo4j start.")
    return server


def _print_variables(server: Server) -> None:
    """Print the variables in a shell's words; the password stays in its file."""
    import shlex

    print(f"export NEO4J_URI={server.uri}")
    print("export NEO4J_USERNAME=neo4j")
    print(f'export NEO4J_PASSWORD="$(cat {shlex.quote(str(server.password_file))})"')
