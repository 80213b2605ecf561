"""The set-up of neosemantics: it is what the ontology says, and a Neo4j without n10s finds no fault in its syntax."""

from __future__ import annotations

import neo4j
import pytest
from neo4j.exceptions import ClientError

from kg.n10s import script
from loaders.locate import folder
from loaders.property_graph import Schema

FILE = folder("queries") / "setup" / "n10s.cypher"


def statements() -> list[str]:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("//")]
    return [statement for line in lines for statement in [line.removesuffix(";")] if statement]


def test_the_file_is_what_the_ontology_says() -> None:
    assert FILE.read_text(encoding="utf-8") == script(), "renew it with: python -m kg.n10s"


def test_every_class_and_property_is_mapped_to_its_name_in_the_graph() -> None:
    schema, text = Schema.load(), FILE.read_text(encoding="utf-8")
    terms = {*schema.labels, *schema.relationships, *schema.properties}
    assert text.count("n10s.mapping.add") == len(terms)
    assert all(f"'{iri}'" in text for iri in terms)
    for setting in ("handleVocabUris: 'IGNORE'", "handleMultival: 'ARRAY'", "keepLangTag: true"):
        assert setting in text
    assert "ns#heldPost', 'HELD_POST'" in text
    assert "ns#searchNames', 'search_names'" in text


@pytest.mark.neo4j
def test_neo4j_parses_every_statement(neo4j_server: dict[str, str]) -> None:
    login = (neo4j_server["NEO4J_USERNAME"], neo4j_server["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(neo4j_server["NEO4J_URI"], auth=login) as driver:

        def fault(statement: str) -> str | None:
            try:
                driver.execute_query(f"EXPLAIN {statement}")
            except ClientError as error:
                return error.code
            return None

        faults = {statement: fault(statement) for statement in statements()}
        assert fault("CALL n10s.mapping.add('unclosed)") == "Neo.ClientError.Statement.SyntaxError"
    constraint, *calls = faults
    assert faults[constraint] is None
    assert len(calls) > 90
    assert {faults[call] for call in calls} == {"Neo.ClientError.Procedure.ProcedureNotFound"}
