"""Whatever a file asks to be fetched, nothing is: a server on loopback, to which everything points, sees no request."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg import validation
from kg.validation import violations
from loaders import reference
from loaders.locate import folder
from loaders.property_graph import Schema
from loaders.records import Article
from loaders.resolution.decision_files import read_turtle
from loaders.sources import read
from tests.queries.graphs import SAMPLES

Run = Callable[..., Any]

TEXT = "The minister received the commissioner in Hanoi on Tuesday and asked him to send trainers to the academy."
IMPORTS = "http://www.w3.org/2002/07/owl#imports"
DECISION = """
<https://w3id.org/security-cooperation/id/decision/1> a <https://w3id.org/security-cooperation/ns#Decision> ;
  <https://w3id.org/security-cooperation/ns#judgement> 'wrong' ;
  <https://w3id.org/security-cooperation/ns#about> <https://w3id.org/security-cooperation/id/mention/a/person/x> ."""
BOMB = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">{}]>""".format(
    "".join(f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefghi", "bcdefghij", strict=True))
)
RDF_XML = """{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#">
<owl:Ontology rdf:about="&j;"><owl:imports rdf:resource="{}"/></owl:Ontology></rdf:RDF>"""


class Listener(ThreadingHTTPServer):
    """A server on loopback that keeps what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server that must have seen nothing at the end of the test."""
    with Listener() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
    assert server.asked == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parser uses what rdflib deprecates
def test_the_listener_sees_what_rdflib_would_fetch() -> None:
    with Listener() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(OSError, match="404"):
            rdflib.Graph().parse(data=json.dumps({"@context": server.address + "context"}), format="json-ld")
        server.shutdown()
        assert server.asked == ["/context"]


def test_decisions_fetch_nothing(listener: Listener) -> None:
    text = (
        f"@base <{listener.address}> . @prefix x: <{listener.address}> . x:o <{IMPORTS}> <more>, x:more .\n{DECISION}"
    )
    assert len(read_turtle(text)) == 1


@pytest.mark.parametrize("suffix", [".rdf", ".owl", ".xml", ".jsonld", ".json", ".n3", ".html", ""])
def test_decisions_of_other_kinds_are_refused_unread(kg: Run, tmp_path: Path, listener: Listener, suffix: str) -> None:
    (tmp_path / "a.jsonl").write_text("")
    kg("ingest", "a.jsonl")
    xml = RDF_XML.format(BOMB, listener.address)
    context = json.dumps({"@context": [listener.address, "file:///etc/passwd"], "@id": "x"})
    (tmp_path / f"decisions{suffix}").write_text(context if "json" in suffix else xml)
    done = kg("resolve", "--import", f"decisions{suffix}")
    assert done.code == 1
    assert "is of no kind that decisions are read from: .csv, .ttl, .trig, .nt." in done.stderr


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".csv"])
def test_another_kind_under_a_known_name_is_an_error(kg: Run, tmp_path: Path, listener: Listener, suffix: str) -> None:
    (tmp_path / "a.jsonl").write_text("")
    kg("ingest", "a.jsonl")
    for content in (RDF_XML.format(BOMB, listener.address), json.dumps({"@context": listener.address})):
        (tmp_path / f"decisions{suffix}").write_text(content)
        done = kg("resolve", "--import", f"decisions{suffix}")
        assert done.code == 1
        assert "holds no decisions that can be read" in done.stderr


def test_ontology_shapes_and_reference_data_import_nothing(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "ontology"
    shutil.copytree(folder("ontology"), ours)
    for path in [*ours.glob("*.ttl"), *ours.glob("reference/*.ttl")]:
        with path.open("a") as file:
            file.write(f"\n<{listener.address}o> a <http://www.w3.org/2002/07/owl#Ontology> ; <{IMPORTS}> ")
            file.write(f"<{listener.address}{path.stem}> .\n")
    for module in (validation, reference):
        monkeypatch.setattr(module, "folder", lambda _: ours)
    graph = tmp_path / "graph.nq"
    graph.write_bytes(SAMPLES.read_bytes() + f"<{listener.address}> <{IMPORTS}> <{listener.address}data> .\n".encode())
    assert violations(graph) == []
    assert Schema.load(ours).labels == Schema.load().labels
    assert len(list(reference._resources("organisations"))) > 3
    assert len(list(ox.parse(path=str(ours / "shapes.ttl"), format=ox.RdfFormat.TURTLE))) > 10


def test_pages_and_articles_fetch_nothing(tmp_path: Path, listener: Listener) -> None:
    there = listener.address
    (tmp_path / "a.html").write_text(
        f'<!DOCTYPE html SYSTEM "{there}a.dtd"><html><head><base href="{there}"><link rel="stylesheet" href="a.css">'
        f'<meta http-equiv="refresh" content="0; url={there}"><script src="{there}a.js"></script></head><body>'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{there}x"/><iframe src="{there}f"></iframe>'
        f'<article><p>{TEXT}</p><img src="{there}i"></article></body></html>'
    )
    (tmp_path / "b.html").write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "{there}e"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>{TEXT} &e; &f;</p></body></html>"
    )
    (tmp_path / "c.html").write_text(f"{BOMB}<html><body><p>{TEXT} &j;</p></body></html>")
    (tmp_path / "d.json").write_text(json.dumps({"@context": f"{there}c", "$schema": f"{there}s", "text": TEXT}))
    (tmp_path / "e.jsonl").write_text(json.dumps({"text": TEXT, "url": f"{there}u"}))
    found = list(read([tmp_path]))
    assert len(found) == 5
    for article in found:
        assert isinstance(article, Article)
        assert article.text.startswith(TEXT)
        assert "root:" not in article.text
        assert len(article.text) < 1000
