"""What Neo4j Browser is given: the reports as favourites, a style and a guide, made from queries and ontology."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.neo4j_server import Pages
from kg.reports import Parameter, Report, catalogue
from loaders.locate import folder
from loaders.property_graph import Schema

FAVOURITES, STYLE, GUIDE = "favourites.zip", "style.grass", "guide.html"
_STYLE_DATA = Path(__file__).with_name("browser-style.toml")
_SHOWN = ("label", "quote")  # what a node is shown by, where its class has the property
_TELLING = ("modality", "role", "first_seen")  # else what it is, with the first of these
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the time of every file in the archive: equal queries give equal bytes
_PER_SLIDE = 6
_TERMS = """SELECT ?class ?label ?definition WHERE {
?class a owl:Class ; rdfs:label ?label ; skos:definition ?definition
FILTER (lang(?label) = 'en' && lang(?definition) = 'en') } ORDER BY ?class"""
_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


@dataclass(frozen=True)
class Favourite:
    """A query with its title as Browser shows it; `drawn` when it gives nodes to draw rather than rows."""

    name: str
    title: str
    question: str
    text: str
    drawn: bool


def pages(workspace: Path | None, served_at: str) -> Pages:
    """Return what a server of our own serves at `served_at`, and what Browser runs there after each sign-in."""
    commands = (f"params {_no_filters(workspace)}", f"play {served_at}/{GUIDE}")
    return Pages(files(workspace, served_at), commands)


def files(workspace: Path | None, served_at: str | None = None) -> dict[str, bytes]:
    """Return the files by name: favourites of the shipped and the workspace's own reports, style and guide.

    `served_at` is the address of the folder that will serve them, by which the guide leads to style and favourites.
    """
    found = favourites(workspace)
    shown = _guide(found, _no_filters(workspace), served_at)
    return {FAVOURITES: _archive(found), STYLE: style().encode(), GUIDE: shown.encode()}


def favourites(workspace: Path | None) -> list[Favourite]:
    """Return the drawn queries, then the reports, by name."""
    drawn = [_drawn(path) for path in sorted((folder("queries") / "browser").glob("*.cypher"))]
    return drawn + [_of_report(report) for report in catalogue(workspace).values()]


def parameters(workspace: Path | None) -> dict[str, None]:
    """Return the parameters that the favourites leave open, with the value that filters nothing."""
    reports = catalogue(workspace).values()
    return dict.fromkeys(sorted({each.name for report in reports for each in report.parameters if _open(each)}))


def _no_filters(workspace: Path | None) -> str:
    return json.dumps(parameters(workspace))


def _open(parameter: Parameter) -> bool:
    return parameter.default is None


def _drawn(path: Path) -> Favourite:
    text = path.read_text(encoding="utf-8")
    fields = dict(re.findall(r"^// (title|question): (.+)$", text, re.MULTILINE))
    query = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("//"))
    title, question = fields["title"], fields["question"]
    return Favourite(path.stem, title, question, f"// {title}\n// {question}\n{query}", drawn=True)


def _of_report(report: Report) -> Favourite:
    """The report with its defaults written in; what filters stays a parameter, explained at the top."""
    query = "".join(line for line in report.cypher.splitlines(keepends=True) if not line.startswith("//"))
    for parameter in report.parameters:
        if not _open(parameter):
            query = re.sub(rf"\${parameter.name}\b", partial(_literal, parameter), query)
    lines = [f"// {report.title}", f"// {report.question}"]
    lines += [f"// {_setting(each)}" for each in report.parameters if _open(each)]
    return Favourite(report.name, report.title, report.question, "\n".join(lines) + f"\n{query}", drawn=False)


def _literal(parameter: Parameter, _: re.Match[str]) -> str:
    """The default in Cypher, which writes text, numbers, truth and lists as JSON does."""
    return json.dumps(parameter.default, ensure_ascii=False)


def _setting(parameter: Parameter) -> str:
    """The command that sets a parameter, with a value as an example."""
    if parameter.takes_names:
        label = parameter.kinds[0].capitalize()
        named = "any(name IN coalesce(n.search_names, [n.label]) WHERE toLower(name) CONTAINS '…')"
        value = f"COLLECT {{ MATCH (n:{label}) WHERE {named} RETURN n.uri }}"
    elif parameter.choices:
        value = f"['{parameter.choices[0]}']" if parameter.many else f"'{parameter.choices[0]}'"
    elif parameter.kinds[0] in ("since", "until"):
        value = "'2020-01-01'"
    else:
        value = "['…']" if parameter.many else "'…'"
    needed = " (needed)" if parameter.required else ""
    return f":param {parameter.name} => {value}{needed}"


def _archive(found: Iterable[Favourite]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, each in enumerate(found, 1):
            archive.writestr(zipfile.ZipInfo(f"{number:02}-{each.name}.cypher", _LONG_AGO), each.text)
    return output.getvalue()


def style() -> str:
    """Return the GraSS style sheet: colour, size and caption for every class of the ontology."""
    schema = Schema.load()
    rules = [
        _rule("node", {"color": "#A5ABB6", "diameter": "40px", "text-color-internal": "#FFFFFF", "caption": "{label}"}),
        _rule("relationship", {"color": "#A5ABB6", "shaft-width": "1px", "font-size": "8px", "caption": "<type>"}),
    ]
    drawing = tomllib.loads(_STYLE_DATA.read_text(encoding="utf-8"))
    for label, above in _classes(schema):
        look = next((drawing[each] for each in (label, *above) if each in drawing), None)
        if look is not None:
            values = {"color": look["color"], "diameter": f"{look['diameter']}px", "text-color-internal": "#FFFFFF"}
            rules.append(_rule(f"node.{label}", {**values, "caption": _caption(schema, (label, *above))}))
    return "\n".join(rules)


def _classes(schema: Schema) -> list[tuple[str, list[str]]]:
    """Each class with those above it, from the top down: a later rule adds to an earlier one."""
    found = [(iri.rpartition("#")[2], labels) for iri, labels in schema.labels.items()]
    depth = {label: len(labels) for label, labels in found}
    return [
        (label, sorted((each for each in labels if each != label), key=lambda each: -depth[each]))
        for label, labels in sorted(found, key=lambda pair: (depth[pair[0]], pair[0]))
    ]


def _caption(schema: Schema, labels: Sequence[str]) -> str:
    """The property by which a node is shown; where there is none, what its class is called and what tells it apart."""
    has = {schema.properties[iri][0] for label, iri in schema.single if label in labels and iri in schema.properties}
    shown, telling = ([f"{{{name}}}" for name in names if name in has] for names in (_SHOWN, _TELLING))
    return shown[0] if shown else " ".join([_terms()[labels[0]][0], *telling[:1]])


def _terms() -> dict[str, tuple[str, str]]:
    """What each class is called and what it means, in English, by its label."""
    store = ox.Store()
    store.load(path=str(folder("ontology") / "security-cooperation.ttl"), format=ox.RdfFormat.TURTLE)
    solutions: Any = store.query(_TERMS, prefixes=_PREFIXES)
    return {s["class"].value.rpartition("#")[2]: (s["label"].value, s["definition"].value) for s in solutions}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    quoted = {key: f'"{value}"' if key == "caption" else value for key, value in properties.items()}
    return selector + " {\n" + "".join(f"  {key}: {value};\n" for key, value in quoted.items()) + "}\n"


def _guide(found: list[Favourite], no_filters: str, served_at: str | None) -> str:
    """The guide as Browser plays it: slides with queries that a click brings into the editor."""
    rows = [each for each in found if not each.drawn]
    slides = [_welcome(served_at, no_filters), _slide("Drawn as a graph", [each for each in found if each.drawn])]
    slides += [_slide("Reports", rows[start : start + _PER_SLIDE]) for start in range(0, len(rows), _PER_SLIDE)]
    deck = "".join([*slides, _vocabulary()])
    return f'<article class="guide">\n<carousel class="deck container-fluid">\n{deck}</carousel>\n</article>\n'


def _slide(title: str, shown: Iterable[Favourite]) -> str:
    parts = [f"<h4>{escape(each.title)}</h4>\n<p>{escape(each.question)}</p>\n{_code(each.text)}" for each in shown]
    return _around(title, "".join(parts))


def _around(title: str, content: str) -> str:
    return f'<slide class="row-fluid">\n<div class="col-sm-12">\n<h3>{escape(title)}</h3>\n{content}</div>\n</slide>\n'


def _code(text: str) -> str:
    """A query or command that a click brings into the editor."""
    shown = escape(text, quote=False)
    return f'<pre mode="cypher" class="pre-scrollable code runnable standalone-example">{shown}</pre>\n'


def _welcome(served_at: str | None, no_filters: str) -> str:
    if served_at:
        look = f"<p>Colours and captions, once:</p>\n{_code(f':style {served_at}/{STYLE}')}"
        archive = f'<a href="{escape(served_at)}/{FAVOURITES}" download>{FAVOURITES}</a>'
    else:
        look = f"<p>Colours and captions: drop <code>{STYLE}</code> onto this window.</p>\n"
        archive = f"<code>{FAVOURITES}</code>"
    return _around(
        "Security-cooperation knowledge graph",
        "<p>Each fact leads to the words of the articles that tell it. A click on a query brings it into the editor; "
        "there run it with Ctrl+Enter.</p>\n"
        f"{look}"
        f"<p>All queries as favourites: drop {archive} onto this window, then look under the star on the left.</p>\n"
        "<p>The reports filter by parameters. This sets all of them to filter nothing; how to set one stands at the "
        f"top of each query.</p>\n{_code(f':params {no_filters}')}",
    )


def _vocabulary() -> str:
    schema = Schema.load()
    lines = []
    for label, (name, definition) in _terms().items():
        if label in schema.all_labels:
            code = f"<code>{label}</code>"
            lines.append(f"<tr><td>{code}</td><td>{escape(name)}</td><td>{escape(definition)}</td></tr>\n")
    return _around("What the nodes are", f"<table>\n{''.join(lines)}</table>\n")
