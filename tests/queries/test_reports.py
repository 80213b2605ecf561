import json
from typing import Any

import pytest

from kg.output import Format, write_rows
from kg.reports import Parameter, catalogue
from kg.workspace import Workspace
from loaders.engines import Engine
from tests.golden.renew import read_samples
from tests.queries.cases import CASES, REQUIRED, TYPED
from tests.queries.graphs import GOLDEN, SAMPLES, run

REPORTS = catalogue(None)
NARROWING = {"since", "until"}  # with the kinds of names, those whose parameters only leave rows out
COUNTING = {"organisations", "relationship"}  # which count within a filter of dates, and list all the same


def golden(name: str) -> str:
    return (GOLDEN / "reports" / f"{name}.json").read_text(encoding="utf-8")


def typed(parameter: Parameter) -> list[Any]:
    """Values to try for a parameter, each as a person would give it."""
    if parameter.choices:
        return [[choice] if parameter.many else choice for choice in parameter.choices]
    if parameter.kinds[0] == "flag":
        return [not parameter.default]
    value = TYPED[parameter.kinds[0]]
    return [[value] if parameter.many else value]


def test_every_report_has_a_reviewed_file_and_nothing_else_is_kept() -> None:
    assert {case.report for case in CASES.values()} == set(REPORTS)
    assert {file.stem for file in (GOLDEN / "reports").glob("*.json")} == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_the_embedded_graph_gives_the_reviewed_rows(
    name: str, embedded: Engine, names: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    report, rows = run(*CASES[name], embedded, names)
    write_rows(rows, report.column_names, Format.JSON, None)
    assert capsys.readouterr().out == golden(name)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", CASES)
def test_neo4j_gives_the_reviewed_rows(
    name: str, neo4j: Engine, names: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    report, rows = run(*CASES[name], neo4j, names)
    write_rows(rows, report.column_names, Format.JSON, None)
    assert capsys.readouterr().out == golden(name)


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_both_graphs_give_equal_rows_for_each_parameter(
    name: str, embedded: Engine, neo4j: Engine, names: Workspace
) -> None:
    for parameter in REPORTS[name].parameters:
        for value in typed(parameter):
            given = {**REQUIRED.get(name, {}), parameter.name: value}
            ours, theirs = (run(name, given, engine, names)[1] for engine in (embedded, neo4j))
            assert repr(ours) == repr(theirs), given


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(REPORTS) - COUNTING))
def test_a_filter_leaves_rows_out_and_adds_none(name: str, embedded: Engine, names: Workspace) -> None:
    everything = len(run(name, REQUIRED.get(name, {}), embedded, names)[1])
    for parameter in REPORTS[name].parameters:
        if parameter.required or not (parameter.takes_names or parameter.kinds[0] in NARROWING):
            continue
        given = {**REQUIRED.get(name, {}), parameter.name: typed(parameter)[0]}
        assert len(run(name, given, embedded, names)[1]) <= everything, given


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", sorted(name for name in REPORTS if "limit" in {p.name for p in REPORTS[name].parameters})
)
def test_a_limit_keeps_the_first_rows(name: str, embedded: Engine, names: Workspace) -> None:
    given = REQUIRED.get(name, {})
    everything = run(name, given, embedded, names)[1]
    assert run(name, {**given, "limit": 2}, embedded, names)[1] == everything[:2]


def test_nobody_met_at_a_planned_or_a_denied_meeting(embedded: Engine, names: Workspace) -> None:
    told = run("meetings", {"status": ["planned", "denied"]}, embedded, names)[1]
    assert {row["status"] for row in told} == {"planned", "denied"}
    pairs = {tuple(row["participants"]) for row in told}
    met = {(row["official"], row["counterpart"]) for row in run("who-met-whom", {}, embedded, names)[1]}
    assert not pairs & met


def test_a_commitment_recurs_over_meetings_and_not_over_articles(embedded: Engine, names: Workspace) -> None:
    reception = "2023-03-06"
    for row in run("recurring-commitments", {}, embedded, names)[1]:
        assert row["meetings"] == len(row["course"]) >= 2
        assert sum(said.startswith(reception) for said in row["course"]) <= 1  # told by two articles


def test_general_cooperation_comes_last(embedded: Engine, names: Workspace) -> None:
    topics = [row["topic"] for row in run("recurring-commitments", {"least": 1}, embedded, names)[1]]
    assert "General cooperation" in topics
    assert set(topics[topics.index("General cooperation") :]) == {"General cooperation"}


@pytest.mark.slow
def test_the_samples_give_the_reviewed_graph(tmp_path: Any) -> None:
    assert read_samples(tmp_path / "workspace") == SAMPLES.read_bytes(), "run `make golden` and review the changes"


def test_the_reviewed_files_are_arrays_of_rows_with_the_columns_of_their_report() -> None:
    for name, case in CASES.items():
        for row in json.loads(golden(name)):
            assert list(row) == REPORTS[case.report].column_names
