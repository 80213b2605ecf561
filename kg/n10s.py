"""Renews `queries/setup/n10s.cypher`, what neosemantics (n10s) needs to know of the ontology: python -m kg.n10s."""

from __future__ import annotations

from kg.export import prefixes
from loaders.locate import folder
from loaders.property_graph import Schema

_HEAD = """\
// Set-up of neosemantics (n10s) for this ontology, made from it by python -m kg.n10s: change the ontology instead.
// For an empty database that n10s fills from the Turtle of `kg export`, or for the RDF that n10s writes out of the
// graph of `kg push`. Checked for its syntax only, never run: there was no n10s for this version of Neo4j to test.
// With handleVocabUris 'IGNORE' n10s names by its own rule on import (as HELDPOST); 'MAP' instead of it takes the
// names below, which are those of `kg push` (HELD_POST).
"""
_CONFIGURATION = {
    "handleVocabUris": "'IGNORE'",
    "handleMultival": "'ARRAY'",
    "keepLangTag": "true",
    "applyNeo4jNaming": "true",
}


def script() -> str:
    """Return the statements: constraint, configuration, prefixes, and a mapping for every class and property."""
    schema = Schema.load()
    names = {iri: iri.rpartition("#")[2] for iri in schema.labels}
    names |= schema.relationships
    names |= {iri: name for iri, (name, _) in schema.properties.items()}
    configuration = ", ".join(f"{key}: {value}" for key, value in _CONFIGURATION.items())
    statements = [
        schema.statements()[0],
        f"CALL n10s.graphconfig.init({{{configuration}}})",
        *(f"CALL n10s.nsprefixes.add('{name}', '{iri}')" for name, iri in sorted(prefixes().items())),
        *(f"CALL n10s.mapping.add('{iri}', '{name}')" for iri, name in sorted(names.items())),
    ]
    return _HEAD + "".join(f"{statement};\n" for statement in statements)


if __name__ == "__main__":
    target = folder("queries") / "setup" / "n10s.cypher"
    target.parent.mkdir(exist_ok=True)
    target.write_text(script(), encoding="utf-8")
