"""The whole of resolution: what many articles tell becomes one knowledge, whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.records import Article, Extraction
from loaders.resolution import knowledge as k
from loaders.resolution.agreements import resolve_agreements
from loaders.resolution.blocks import Spread
from loaders.resolution.building import Builder, country_records
from loaders.resolution.decisions import Decision, Rulings
from loaders.resolution.keys import article_key
from loaders.resolution.meetings import resolve_meetings
from loaders.resolution.organisations import resolve_organisations
from loaders.resolution.origins import origins
from loaders.resolution.people import resolve_people
from loaders.resolution.posts import resolve_posts
from loaders.resolution.statements import resolve_statements
from loaders.resolution.views import views


def resolve(
    articles: Iterable[Article],
    extractions: Iterable[Extraction],
    decisions: Iterable[Decision] = (),
    spread: Spread = map,
) -> k.Knowledge:
    """Return what the articles tell, resolved: a function of the set, the same in any order.

    Extractions whose article isn't given are left out. Decisions win over the rules. `spread` may let other processes
    or machines do what can be done for each article, and each block of what may be one, by itself.
    """
    rulings = Rulings(decisions)
    known = sorted(articles, key=lambda article: article.id)
    first_copies = origins(known, spread)
    read = views(known, extractions, rulings)
    organisations = resolve_organisations(read, rulings)
    people = resolve_people(read, organisations, rulings, spread)
    posts = resolve_posts(read, people, organisations)
    agreements = resolve_agreements(read, organisations, rulings, spread)
    meetings = resolve_meetings(read, people, organisations, agreements, rulings, spread)
    origin_of = {article.id: origin for article, origin in zip(known, first_copies, strict=True)}
    statements = resolve_statements(read, origin_of, people, organisations, meetings, rulings)
    builder = Builder(read, people, organisations, posts, meetings, agreements)
    officials, holdings, met = builder.officials(), builder.holdings(), builder.meetings()
    builder.show_organisations()
    documents, mechanisms = builder.agreements()
    commitments, refusals = builder.statements(statements)
    return k.Knowledge(
        countries=country_records(
            (
                *_countries(people.nationality, organisations.records, met, documents, mechanisms),
                *(post.country for post in posts.records),
                *_spoken_of((*commitments, *refusals)),
            )
        ),
        officials=officials,
        organisations=organisations.records,
        posts=posts.records,
        holdings=holdings,
        meetings=met,
        agreements=documents,
        mechanisms=mechanisms,
        commitments=commitments,
        refusals=refusals,
        articles=_sources(known, first_copies),
        evidence=builder.evidence,
        members={**organisations.members, **builder.members},
        grounds=k.in_order((*people.grounds, *agreements.grounds, *meetings.grounds)),
    )


def _sources(articles: Sequence[Article], origins: Sequence[int]) -> tuple[k.Source, ...]:
    return tuple(
        k.Source(
            key=article_key(article.id),
            id=article.id,
            origin=article_key(articles[origin].id).replace("article/", "origin/", 1),
            url=article.url,
            headline=article.title,
            lang=article.lang,
            published=article.published,
            outlet=article.outlet,
        )
        for article, origin in zip(articles, origins, strict=True)
    )


def _countries(
    nationalities: Iterable[k.Key | None],
    organisations: Iterable[k.Organisation],
    meetings: Iterable[k.Meeting],
    documents: Iterable[k.Agreement],
    mechanisms: Iterable[k.Mechanism],
) -> Iterator[k.Key | None]:
    """Yield the keys of all that may be a country."""
    yield from nationalities
    yield from (each.country for each in organisations)
    yield from (key for each in meetings for part in each.participations for key in (part.participant, part.side))
    yield from (party for document in documents for party in document.parties)
    yield from (party for mechanism in mechanisms for party in mechanism.parties)


def _spoken_of(statements: Iterable[k.Statement]) -> Iterator[k.Key]:
    """Yield the keys of all that statements may name as a country."""
    for each in statements:
        yield from (*each.actors, *each.counterparts, *each.actor_sides, *each.counterpart_sides)
