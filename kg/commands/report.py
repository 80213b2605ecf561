"""`kg report`: the list of the canned reports, and each of them as a command of its own."""

from __future__ import annotations

import inspect
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg.commands.options import UriOption
from kg.console import Console, Settings, settings
from kg.output import Format, FormatOption, OutputOption, write_rows
from kg.reports import Parameter, Report, catalogue


class ReportGroup(TyperGroup):
    """A group whose commands are made from the `.cypher` files."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all reports."""
        return list(catalogue(_workspace(ctx)))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command that runs a report, or None."""
        report = catalogue(_workspace(ctx)).get(cmd_name)
        return None if report is None else _command(report)


app = typer.Typer(cls=ReportGroup, invoke_without_command=True, pretty_exceptions_enable=False)


@app.callback()
def reports(context: typer.Context, form: FormatOption = None, output: OutputOption = None) -> None:
    """Answer a question with a canned report; without a name, list the reports.

    Examples: kg report who-met-whom --person "to lam", kg report meetings --since 2023 --format json
    """
    if context.invoked_subcommand is None:
        columns = ("name", "title", "question", "own")
        rows = [{column: getattr(report, column) for column in columns} for report in _all(context).values()]
        write_rows(rows, columns, form, output)


def run(
    report: Report, given: dict[str, Any], options: Settings, uri: str | None, form: Format | None, output: Path | None
) -> None:
    """Run one report on the graph and write its rows."""
    from kg.answers import answer, query_values
    from kg.names import Finder
    from kg.pipeline import open_graph
    from kg.workspace import Workspace

    console = Console(options)
    with Workspace.open(options.workspace) as workspace, open_graph(workspace, uri, console) as engine:
        values = query_values(report, given, Finder(workspace, console.news).find)
        rows, notes = answer(report, values, engine)
    for_programs = [column.name for column in report.columns if column.kind == "uri"]
    write_rows(rows, report.column_names, form, output, for_programs)
    for note in notes:
        console.news(note)


def _all(context: typer.Context) -> dict[str, Report]:
    return catalogue(settings(context).workspace)


def _workspace(context: Any) -> Path | None:
    found = context.find_object(Settings)
    return found.workspace if found else None


def _command(report: Report) -> Any:
    """Make a command out of a report, with one option for each of its parameters."""

    # In Python the parameters end with an underscore, because a report's may be called `from`, or `uri` like ours.
    def command(context: typer.Context, **values: Any) -> None:
        shared = {name: values.pop(name) for name in ("uri", "form", "output")}
        given = {name.removesuffix("_"): _plain(value) for name, value in values.items()}
        run(report, given, settings(context), **shared)

    annotations: dict[str, Any] = {"context": typer.Context}
    annotations |= {f"{parameter.name}_": _annotation(parameter) for parameter in report.parameters}
    annotations |= {"uri": UriOption, "form": FormatOption, "output": OutputOption}
    required = {"context", *(f"{parameter.name}_" for parameter in report.parameters if parameter.required)}
    command.__annotations__ = annotations
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=annotation,
                default=inspect.Parameter.empty if name in required else None,
            )
            for name, annotation in annotations.items()
        ]
    )
    command.__doc__ = f"{report.question}\n\nColumns: {', '.join(report.column_names)}."
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    single.command(report.name)(command)
    return typer.main.get_command(single)


def _plain(value: Any) -> Any:
    """Return the word of a choice, of each in a list, or the value as it is."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value


def _annotation(parameter: Parameter) -> Any:
    """Return the annotated type that makes Typer ask for a parameter."""
    choices = StrEnum("Choice", [(choice, choice) for choice in parameter.choices])  # type: ignore[misc]
    kind: Any = {"integer": int, "flag": bool, "choice": choices}.get(parameter.kinds[0], str)
    if parameter.required:
        shape = list[kind] if parameter.many else kind
        return Annotated[shape, typer.Argument(help=parameter.help, metavar=parameter.name.upper(), show_default=False)]
    flag = f"--{parameter.name.replace('_', '-')}"
    default = parameter.default
    shown = ", ".join(default) if isinstance(default, list) else ("all" if default is None else str(default))
    return Annotated[
        (list[kind] if parameter.many else kind) | None,
        typer.Option(
            f"{flag}/--no-{flag[2:]}" if kind is bool else flag,
            help=parameter.help,
            metavar=None if parameter.kinds[0] in ("choice", "flag") else "|".join(parameter.kinds).upper(),
            show_default=shown,
        ),
    ]
