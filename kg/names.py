"""Finds what people mean by a typed name: no diacritics, either order, acronyms and codes; suggests when unsure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import Exit, FailureError
from kg.workspace import NamedThing, Workspace
from loaders.folding import fold
from loaders.locate import folder

_NS = "https://w3id.org/security-cooperation/ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_CALLED = {f"{_NS}{name}" for name in ("name", "title", "headline", "acronym", "countryCode", "searchNames", "url")}
_CALLED |= {f"{_NS}articleId", f"{_NS}demonym", f"{_NS}label", f"{_SKOS}prefLabel", f"{_SKOS}altLabel"}
_SHOWN = (f"{_NS}label", f"{_NS}name", f"{_SKOS}prefLabel")  # the English one is shown
_MOST_MEANT = 5  # things that one typed name may stand for when it is only a part of theirs
_SUGGESTIONS = 3
_LIKENESS = 65  # of 100, from which a name is worth suggesting


@dataclass
class _Thing:
    kind: str | None = None
    label: str = ""
    called: set[str] = field(default_factory=set)


class NameCollector:
    """Gathers the names of things while the quads of a graph pass by."""

    def __init__(self) -> None:
        self._kinds = _kinds()
        self._things: dict[str, _Thing] = defaultdict(_Thing)

    def watch(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield `quads` as they come, taking note of classes and names."""
        for quad in quads:
            self._note(quad.subject, quad.predicate, quad.object)
            yield quad

    def names(self) -> Iterator[NamedThing]:
        """Yield all names: those of the quads, of every country and of every topic."""
        for file in ("reference/countries.ttl", "topics.ttl"):
            for triple in ox.parse(path=str(folder("ontology") / file), format=ox.RdfFormat.TURTLE):
                self._note(triple.subject, triple.predicate, triple.object)
        for uri, thing in sorted(self._things.items()):
            if thing.kind is not None:
                label = thing.label or min(thing.called, default=uri)
                yield from (
                    NamedThing(thing.kind, name, uri, label) for name in sorted(map(fold, thing.called)) if name
                )

    def _note(self, subject: object, predicate: ox.NamedNode, value: object) -> None:
        if not isinstance(subject, ox.NamedNode):
            return
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            if kind := self._kinds.get(value.value):
                self._things[subject.value].kind = kind
        elif predicate.value in _CALLED and isinstance(value, ox.Literal):
            thing = self._things[subject.value]
            thing.called.add(value.value)
            if predicate.value in _SHOWN and (value.language in ("en", None) or not thing.label):
                thing.label = value.value


@dataclass(frozen=True)
class Finder:
    """Turns typed names into URIs with a workspace's table of names. `tell` hears what an unclear name is taken for."""

    workspace: Workspace
    tell: Callable[[str], None]

    def find(self, kinds: tuple[str, ...], typed: str) -> list[str]:
        """Return the URIs of the things of `kinds` that people call `typed`; raises `FailureError` when there are none.

        All words of the name may come in any order. When no name has just these words, names that have them among
        others count. A topic brings its narrower topics.
        """
        if "://" in typed:
            return self._with_narrower(kinds, [typed])
        found = self.workspace.named(kinds, fold(typed)) or self._by_part(kinds, typed)
        if not found:
            raise FailureError(self._unknown(kinds, typed), Exit.USAGE)
        return self._with_narrower(kinds, sorted({each.uri for each in found}))

    def _by_part(self, kinds: tuple[str, ...], typed: str) -> list[NamedThing]:
        words = set(fold(typed).split())
        found = [each for each in self.workspace.names(kinds) if words and words <= set(each.folded.split())]
        labels = sorted({each.label for each in found})
        if len({each.uri for each in found}) > _MOST_MEANT:
            shown = ", ".join(labels[:_MOST_MEANT])
            raise FailureError(f"{typed!r} could be {shown} and others: write more of the name.", Exit.USAGE)
        if found:
            self.tell(f"{typed!r} is taken for {', '.join(labels)}.")
        return found

    def _unknown(self, kinds: tuple[str, ...], typed: str) -> str:
        from rapidfuzz import fuzz, process

        labels = {each.folded: each.label for each in self.workspace.names(kinds)}
        close = process.extract(
            fold(typed), labels.keys(), scorer=fuzz.WRatio, limit=4 * _SUGGESTIONS, score_cutoff=_LIKENESS
        )
        names = list(dict.fromkeys(labels[folded] for folded, _, _ in close))[:_SUGGESTIONS]
        hint = (
            f"did you mean {' or '.join(names)}?" if names else "`kg report officials` and the like list who is known."
        )
        return f"No {' or '.join(kinds)} is called {typed!r}: {hint}"

    def _with_narrower(self, kinds: tuple[str, ...], uris: list[str]) -> list[str]:
        if "topic" not in kinds:
            return uris
        narrower = _narrower_topics()
        found, waiting = set(uris), list(uris)
        while waiting:
            more = narrower.get(waiting.pop(), set()) - found
            found |= more
            waiting += more
        return sorted(found)


def _kinds() -> dict[str, str]:
    """Return the kind of name by class IRI: the classes of the ontology that have names, with their subclasses."""
    named = ("Official", "Organisation", "Country", "Topic", "Article", "Agreement", "Mechanism", "Post", "Meeting")
    kinds = {f"{_NS}{name}": name.lower() for name in named}
    ontology = folder("ontology") / "security-cooperation.ttl"
    for triple in ox.parse(path=str(ontology), format=ox.RdfFormat.TURTLE):
        if triple.predicate == _SUBCLASS and isinstance(triple.subject, ox.NamedNode) and triple.object.value in kinds:
            kinds.setdefault(triple.subject.value, kinds[triple.object.value])
    return kinds


def _narrower_topics() -> dict[str, set[str]]:
    narrower: dict[str, set[str]] = defaultdict(set)
    for triple in ox.parse(path=str(folder("ontology") / "topics.ttl"), format=ox.RdfFormat.TURTLE):
        if triple.predicate.value == f"{_SKOS}broader" and isinstance(triple.subject, ox.NamedNode):
            narrower[triple.object.value].add(triple.subject.value)
    return narrower
