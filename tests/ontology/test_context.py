import json

import pyoxigraph as ox
import rdflib
from rdflib import OWL, RDF

from loaders.locate import folder

SC = "https://w3id.org/security-cooperation/ns#"
DATA = "https://w3id.org/security-cooperation/id/"


def context() -> dict[str, object]:
    document = json.loads(folder("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))
    terms: dict[str, object] = document["@context"]
    return terms


def test_context_maps_every_term_under_its_local_name(ontology: rdflib.Graph) -> None:
    terms = context()
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            name = str(term).removeprefix(SC)
            entry = terms[name]
            assert (entry["@id"] if isinstance(entry, dict) else entry) == f"sc:{name}"


def test_context_types_values_as_the_ontology_does(ontology: rdflib.Graph) -> None:
    terms = context()
    for term in ontology.subjects(RDF.type, OWL.ObjectProperty):
        entry = terms[str(term).removeprefix(SC)]
        assert isinstance(entry, dict)
        assert entry["@type"] == "@id"


def test_plain_json_reads_as_the_same_graph() -> None:
    document = {
        "@context": context(),
        "@graph": [
            {
                "id": DATA + "official/to-lam",
                "type": "Official",
                "name": {"en": "To Lam", "vi": "Tô Lâm"},
                "searchNames": ["to lam"],
                "nationality": DATA + "country/VN",
            },
            {"id": DATA + "meeting/m", "type": "Meeting", "dateFrom": "2023-03-06", "dateInferred": True, "edition": 5},
        ],
    }
    turtle = """
        @prefix sc: <https://w3id.org/security-cooperation/ns#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @base <https://w3id.org/security-cooperation/id/> .
        <official/to-lam> a sc:Official ; sc:name "To Lam"@en , "Tô Lâm"@vi ; sc:searchNames "to lam" ;
            sc:nationality <country/VN> .
        <meeting/m> a sc:Meeting ; sc:dateFrom "2023-03-06"^^xsd:date ; sc:dateInferred true ; sc:edition 5 .
    """
    read = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    assert {str(quad.triple) for quad in read} == {
        str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    }
