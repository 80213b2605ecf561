from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib

from loaders.locate import folder
from loaders.resolution import resolve
from loaders.resolution.knowledge import DATA, Knowledge
from loaders.triples import describe
from tests.loaders.resolution.made import Made

GOLDEN = Path(__file__).parents[1] / "golden" / "knowledge.trig"
NS = "https://w3id.org/security-cooperation/ns#"


def known() -> Knowledge:
    first = Made("en/1", published="2023-03-07").person("To Lam", "Minister of Public Security", "Vietnam")
    first.person("Akiba Takeo", "Secretary General of the National Security Secretariat", "Japan")
    first.organisation("National Police Agency", "Japan", "NPA")
    first.agreement(
        "fifth Vietnam-Japan deputy-ministerial security dialogue", "dialogue", "Vietnam", "Japan", edition=5
    )
    first.meeting("To Lam", "Akiba Takeo", "National Police Agency", date="--03-06", kind="reception")
    first.commitment("asked Japan to train officers", "requested", "training", actors=("To Lam",), to=("Japan",))
    second = Made("fr", "fr").person("Tô Lâm", "ministre de la Sécurité publique", "Vietnam")
    second.person("Takeo Akiba", "", "Japon").meeting("Tô Lâm", "Takeo Akiba", place="Hanoï")
    denied = Made("denied", published="2023-05-01").person("To Lam", "Minister of Public Security", "Vietnam")
    denied.person("Wang Yi", "Foreign Minister", "China").meeting(
        "To Lam", "Wang Yi", date="2023-04-30", status="denied"
    )
    made = [first, second, denied]
    return resolve([each.article for each in made], [each.extraction for each in made])


def serialised(knowledge: Knowledge) -> str:
    quads = sorted(describe(knowledge), key=lambda quad: (quad.graph_name.value, str(quad)))
    prefixes = {"sc": NS, "id": DATA, "topic": "https://w3id.org/security-cooperation/topic/"}
    return (ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b"").decode()


def test_the_graph_is_the_reviewed_one() -> None:
    assert serialised(known()) == GOLDEN.read_text(encoding="utf-8")


def test_the_graph_conforms_to_the_shapes() -> None:
    data = rdflib.Graph()
    for quad in describe(known()):
        data.parse(data=f"{quad.triple} .", format="nt")
    ontology = folder("ontology")
    shapes, terms = (rdflib.Graph().parse(ontology / name) for name in ("shapes.ttl", "security-cooperation.ttl"))
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes, ont_graph=terms)
    assert conforms, report


def test_no_blank_nodes() -> None:
    for quad in describe(known()):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        assert isinstance(quad.graph_name, ox.NamedNode)


def test_only_a_meeting_that_was_held_makes_its_officials_met_and_in_one_direction() -> None:
    met = [(quad.subject, quad.object) for quad in describe(known()) if quad.predicate.value == NS + "met"]
    assert met == [(ox.NamedNode(DATA + "official/akiba-takeo"), ox.NamedNode(DATA + "official/to-lam"))]


def test_an_article_s_own_graph_holds_its_words_and_nothing_concluded() -> None:
    for quad in describe(known()):
        own = quad.subject.value.startswith((DATA + "article/", DATA + "evidence/", DATA + "origin/"))
        assert own == quad.graph_name.value.startswith(DATA + "graph/article/")


def test_the_data_namespace_can_be_chosen() -> None:
    for quad in describe(known(), "https://example.org/data/"):
        assert quad.subject.value.startswith(
            ("https://example.org/data/", "https://w3id.org/security-cooperation/topic/")
        )
