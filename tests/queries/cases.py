"""The reports that are kept as reviewed files in `tests/golden/reports`, with what a person would type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Case(NamedTuple):
    """A report and the values given for its parameters."""

    report: str
    given: Mapping[str, Any]


CASES = {
    "agreements": Case("agreements", {}),
    "agreements-plans-signed": Case("agreements", {"type": ["plan"], "status": ["signed"], "country": ["VN"]}),
    "brokers": Case("brokers", {}),
    "commitments": Case("commitments", {}),
    "commitments-cybercrime": Case("commitments", {"topic": ["cybercrime"], "country": ["Japan"], "since": "2018"}),
    "commitments-refused": Case("commitments", {"modality": ["refused"]}),
    "conflicts": Case("conflicts", {}),
    "contacts": Case("contacts", {"first": "VN", "second": "JP"}),
    "counterparts": Case("counterparts", {}),
    "counterparts-offices": Case("counterparts", {"level": "offices", "country": ["VN"], "counterpart": ["JP"]}),
    "coverage": Case("coverage", {}),
    "dialogues": Case("dialogues", {}),
    "dialogues-overdue": Case("dialogues", {"on": "2026", "overdue": True}),
    "dyad-years": Case("dyad-years", {}),
    "evidence-meeting": Case("evidence", {"fact": ["akiba 2023-03-06"]}),
    "evidence-office": Case("evidence", {"fact": ["Furuya"], "wider": True}),
    "meetings": Case("meetings", {}),
    "meetings-japan-2023": Case("meetings", {"country": ["Nhat Ban"], "since": "2023"}),
    "meetings-not-held": Case("meetings", {"status": ["planned", "denied"]}),
    "mentions": Case("mentions", {}),
    "new-since": Case("new-since", {"since": "2023-04"}),
    "officials": Case("officials", {}),
    "officials-public-security": Case("officials", {"organisation": ["MPS"]}),
    "organisations": Case("organisations", {}),
    "path": Case("path", {"first": "Furuya Keiji", "second": "Wang Xiaohong"}),
    "pledges-without-follow-up": Case("pledges-without-follow-up", {}),
    "recurring-commitments": Case("recurring-commitments", {}),
    "recurring-commitments-broad": Case("recurring-commitments", {"broad": True}),
    "recurring-commitments-organisations": Case("recurring-commitments", {"sides": "organisations"}),
    "recurring-commitments-pair": Case("recurring-commitments", {"country": ["Vietnam"], "counterpart": ["Laos"]}),
    "relationship": Case("relationship", {"first": "VN", "second": "JP"}),
    "single-source": Case("single-source", {"what": ["meeting", "agreement"]}),
    "timeline": Case("timeline", {}),
    "timeline-person": Case("timeline", {"person": ["To Lam"], "what": ["meeting", "statement"], "since": "2023-04"}),
    "topic-trends": Case("topic-trends", {}),
    "topic-trends-broad": Case("topic-trends", {"broad": True, "country": ["Japan"]}),
    "who-met-whom": Case("who-met-whom", {}),
    "who-met-whom-person": Case("who-met-whom", {"person": ["lam to"], "country": ["Japan"]}),
}

REQUIRED: dict[str, Mapping[str, Any]] = {
    "contacts": {"first": "VN", "second": "JP"},
    "new-since": {"since": "2013"},
    "path": {"first": "Furuya", "second": "Wang Xiaohong"},
    "relationship": {"first": "VN", "second": "JP"},
}
"""What the required parameters are given where the others are tried."""

TYPED = {
    "official": "to lam",
    "organisation": "MPS",
    "country": "Japan",
    "topic": "crime and justice",
    "article": "reception-2023-fr",
    "meeting": "akiba 2023-03-06",
    "mechanism": "deputy ministerial security dialogue",
    "post": "minister of public security",
    "since": "2018",
    "until": "2023-03",
    "text": "Sample Wire",
    "integer": 2,
}
"""Something to type for each kind of parameter."""
