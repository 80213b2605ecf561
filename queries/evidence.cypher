// title: Evidence
// question: Which words of which articles does a fact rest on?
// param fact: official|organisation|meeting|agreement|mechanism|post* = all
//    -- what to show the words for: a name, or the URI of any fact
// param article: article* = all -- only the words of these articles
// param wider: flag = yes -- also the offices of a person, and who took part and what was said at a meeting
// param limit: integer = 1000 -- at most so many rows
// column fact: text -- what the words tell
// column kind: text -- the class of that
// column quote: text
// column written: text -- the name as that article writes it
// column date: text -- the date as that article has it (EDTF)
// column status: text -- the status as that article has it
// column place: text -- the place as that article has it
// column article: text -- its headline, or its address
// column outlet: text
// column published: text
// column language: text
// column url: text
// column start: integer -- where the quote begins in the article's text, in characters
// column end: integer -- where it ends
// column fact_uri: uri
// column evidence_uri: uri
CALL () {
  UNWIND $fact AS uri
  MATCH (about:Resource {uri: uri})
  RETURN about
  UNION
  WITH 1 AS all WHERE $fact IS NULL
  MATCH (about:Resource)<-[:SUPPORTS]-(:Evidence)
  RETURN about
}
CALL (about) {
  RETURN about AS thing
  UNION
  MATCH (about)<-[:HOLDER]-(thing:PostHolding)
  WHERE $wider AND $fact IS NOT NULL
  RETURN thing
  UNION
  MATCH (about)<-[:POST]-(thing:PostHolding)
  WHERE $wider AND $fact IS NOT NULL
  RETURN thing
  UNION
  MATCH (about:Meeting)-[:PARTICIPATION]->(thing:Participation)
  WHERE $wider AND $fact IS NOT NULL
  RETURN thing
  UNION
  MATCH (about:Meeting)<-[:MADE_AT]-(thing:Statement)
  WHERE $wider AND $fact IS NOT NULL
  RETURN thing
}
MATCH (thing)<-[:SUPPORTS]-(e:Evidence)-[:IN_ARTICLE]->(a:Article)
WHERE $article IS NULL OR a.uri IN $article
OPTIONAL MATCH (thing)-[:PARTICIPANT|HOLDER]->(who)
OPTIONAL MATCH (thing)-[:POST]->(post:Post)
WITH DISTINCT about, thing, e, a, who, post
RETURN coalesce(thing.label, who.label + coalesce(', ' + post.label, ''), e.quote) AS fact,
       head([l IN ['Official', 'Meeting', 'Participation', 'PostHolding', 'Agreement', 'Mechanism', 'Commitment',
                   'Refusal', 'Organisation'] WHERE l IN labels(thing)]) AS kind,
       e.quote AS quote, e.written_name AS written, e.date_edtf AS date, e.status AS status, e.place AS place,
       a.label AS article, a.outlet AS outlet, a.published AS published, a.language AS language, a.url AS url,
       e.start AS start, e.end AS end, thing.uri AS fact_uri, e.uri AS evidence_uri
ORDER BY about.uri, CASE WHEN thing.uri = about.uri THEN 0 ELSE 1 END, kind, fact_uri, coalesce(published, '~'),
         evidence_uri
LIMIT $limit
