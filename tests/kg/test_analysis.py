import io
import random
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.analysis import Level, Period, analyse, contacts, measures, periods, undated
from kg.network import network, write_graphml

SAMPLES = Path(__file__).parents[1] / "golden" / "samples.nq"
ID = "https://w3id.org/security-cooperation/id/official/"


def quads() -> list[ox.Quad]:
    return list(ox.parse(path=str(SAMPLES), format=ox.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def graph() -> "nx.MultiDiGraph[str]":
    return network(quads())


def made(*meetings: tuple[str, str, str, list[str]]) -> "nx.MultiDiGraph[str]":
    """A graph of meetings, each with its URI, status, date and the officials at it."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for uri, status, date, people in meetings:
        graph.add_node(uri, labels=["Meeting"], status=status, date_edtf=date, label=uri)
        for person in people:
            part = f"{uri}/{person}"
            graph.add_node(part, labels=["Participation"], label=part)
            graph.add_node(person, labels=["Official"], label=person)
            graph.add_edge(uri, part, key="PARTICIPATION")
            graph.add_edge(part, person, key="PARTICIPANT")
    return graph


def test_only_meetings_held_count() -> None:
    graph = made(("m1", "held", "2020", ["a", "b"]), ("m2", "planned", "2021", ["a", "c"]), ("m3", "denied", "", ["a"]))
    assert set(contacts(graph, Level.OFFICIALS)) == {"a", "b"}


def test_two_who_meet_twice_are_one_contact_with_the_first_and_the_last_date() -> None:
    graph = made(
        ("m1", "held", "2021-05", ["a", "b"]),
        ("m2", "held", "2019-02-03", ["b", "a"]),
        ("m3", "held", "--07-01", ["a", "b"]),
    )
    assert contacts(graph, Level.OFFICIALS).edges["a", "b"] == {"meetings": 3, "first": "2019-02-03", "last": "2021-05"}
    assert undated(graph) == 1


def test_who_links_the_others_is_between_them() -> None:
    graph = made(
        ("m1", "held", "2020", ["a", "hub"]), ("m2", "held", "2020", ["b", "hub"]), ("m3", "held", "2020", ["z"])
    )
    found = measures(contacts(graph, Level.OFFICIALS))
    assert found["hub"] == {"meetings": 2, "degree": 2, "betweenness": round(1 / 3, 4), "community": 1}
    assert found["z"] == {"meetings": 1, "degree": 0, "betweenness": 0.0, "community": None}


def test_circles_that_meet_apart_are_two_communities_and_the_larger_comes_first() -> None:
    graph = made(("m1", "held", "2020", ["a", "b"]), ("m2", "held", "2020", ["x", "y", "z"]))
    found = measures(contacts(graph, Level.OFFICIALS))
    assert {uri: row["community"] for uri, row in found.items()} == {"a": 2, "b": 2, "x": 1, "y": 1, "z": 1}


def test_periods_cut_the_years_and_leave_out_what_has_none(graph: "nx.MultiDiGraph[str]") -> None:
    assert [str(each) for each in periods(graph, None, None, 5)] == ["2013–2017", "2018–2022", "2023–2024"]
    assert [str(each) for each in periods(graph, 2017, 2018, 1)] == ["2017", "2018"]
    assert periods(graph, 1990, 1991, 1) == []
    assert [str(each) for each in periods(graph, None, None, None)] == ["all"]
    assert not Period(2013, 2024).holds("--07-29")
    assert Period().holds("--07-29")


def test_the_samples_name_the_minister_and_his_ministry_first(graph: "nx.MultiDiGraph[str]") -> None:
    first = analyse(graph, Level.OFFICIALS, [Period()])[0]
    assert (first["name"], first["country"], first["meetings"], first["degree"]) == ("To Lam", "Vietnam", 15, 13)
    assert analyse(graph, Level.ORGANISATIONS, [Period(2023, 2024)])[0]["name"] == "Ministry of Public Security"


def test_the_order_of_nodes_and_edges_does_not_matter(graph: "nx.MultiDiGraph[str]") -> None:
    shuffled: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    for level in Level:
        assert analyse(shuffled, level, [Period()]) == analyse(graph, level, [Period()])


@pytest.mark.slow
def test_every_process_finds_the_same() -> None:
    code = (
        "import pathlib, sys; from kg.analysis import *; from kg.network import open_network;"
        "print(analyse(open_network(pathlib.Path(sys.argv[1])), Level.OFFICIALS, [Period()]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(SAMPLES)],
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(said) == 1


def test_graphml_carries_the_measures_labels_and_dates() -> None:
    written = io.BytesIO()
    write_graphml(quads(), written)
    graph = nx.parse_graphml(written.getvalue().decode())
    lam = graph.nodes[f"{ID}to-lam"]
    assert (lam["label"], lam["meetings_held"], lam["contacts"], lam["community"]) == ("To Lam", 15, 13, 1)
    assert 0 < lam["betweenness"] < 1
    met = next(data for data in graph[f"{ID}akiba-takeo"][f"{ID}to-lam"].values() if data["type"] == "MET")
    assert (met["weight"], met["first"], met["last"]) == (1, "2023-03-06", "2023-03-06")
