from pathlib import Path

import pytest

from kg.errors import FailureError
from kg.reports import Column, Parameter, catalogue, load

HEADER = """// title: Meetings
// question: Which meetings were there
//   between these?
// param person: official* = all -- only with one of these
// param party: official|organisation = all
// param status: any of held, planned = held -- how far it got
// param order: one of date, name = date
// param since: since = any
// param limit: integer = 20
// param denied: flag = no
// param a: country = required
// dated: date
// column date: text -- as known
// column topics: text*
"""


def report_file(folder: Path, query: str = "MATCH (m) RETURN m.date AS date", header: str = HEADER) -> Path:
    path = folder / "meetings.cypher"
    path.write_text(header + query)
    return path


def test_the_header_tells_what_a_report_takes_and_gives(tmp_path: Path) -> None:
    report = load(report_file(tmp_path))
    assert (report.name, report.title, report.question) == (
        "meetings",
        "Meetings",
        "Which meetings were there between these?",
    )
    assert report.dated == "date"
    assert report.columns == (Column("date", "text", False, "as known"), Column("topics", "text", True, ""))
    assert report.parameters == (
        Parameter("person", ("official",), True, None, False, "only with one of these"),
        Parameter("party", ("official", "organisation"), False, None, False, ""),
        Parameter("status", ("choice",), True, ["held"], False, "how far it got", ("held", "planned")),
        Parameter("order", ("choice",), False, "date", False, "", ("date", "name")),
        Parameter("since", ("since",), False, None, False, ""),
        Parameter("limit", ("integer",), False, 20, False, ""),
        Parameter("denied", ("flag",), False, False, False, ""),
        Parameter("a", ("country",), False, None, True, ""),
    )


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n)",
        "MATCH (n) SET n.name = 'x' RETURN n",
        "MATCH (n) detach delete n",
        "merge (n:Official)",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "MATCH (n) REMOVE n:Official",
        "MATCH (n) CALL { WITH n DELETE n } IN 10 TRANSACTIONS",
        "MATCH (n) // harmless\nDROP INDEX x",
        "INSERT (n:Official)",
        "TERMINATE TRANSACTION 'x'",
        r"\u0043REATE (n)",
        r"\uu004cOAD CSV FROM 'http://localhost/' AS row RETURN row",
        r"RETURN '\u0027 MERGE (n) //'",
    ],
)
def test_a_query_that_writes_is_refused(tmp_path: Path, query: str) -> None:
    with pytest.raises(FailureError, match="reports only read"):
        load(report_file(tmp_path, query))


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n {title: 'CREATE or DELETE'}) RETURN n",
        "MATCH (n) WHERE n.set = $create RETURN n.delete // MERGE later",
        "MATCH (n:`Set`) RETURN n /* REMOVE */",
        'MATCH (n) WHERE n.name = "DELETE \\" SET" RETURN n',
    ],
)
def test_words_in_texts_names_and_comments_write_nothing(tmp_path: Path, query: str) -> None:
    assert load(report_file(tmp_path, query)).name == "meetings"


@pytest.mark.parametrize(
    "line",
    [
        "// param person official = all",
        "// param person: wizard = all",
        "// param n: integer = many",
        "// param output: text = none",
        "// column x: colour",
    ],
)
def test_a_wrong_header_names_the_file(tmp_path: Path, line: str) -> None:
    with pytest.raises(FailureError, match=r"meetings\.cypher has a wrong header"):
        load(report_file(tmp_path, header=f"{HEADER}{line}\n"))


def test_a_file_without_a_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="no header"):
        load(report_file(tmp_path, header=""))


def test_a_users_own_report_is_one_at_once(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    report_file(tmp_path / "queries")
    reports = catalogue(tmp_path)
    assert reports["meetings"].own
    assert not reports["who-met-whom"].own
    assert list(reports) == sorted(reports)


@pytest.mark.parametrize("report", catalogue(None).values(), ids=lambda report: report.name)
def test_each_shipped_report_documents_itself(report) -> None:
    assert report.question.endswith("?")
    assert all(parameter.help for parameter in report.parameters)
    assert report.dated is None or report.dated in report.column_names
    assert "ORDER BY" in report.cypher
