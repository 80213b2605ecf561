// title: Timeline
// question: What happened between whom, in order: meetings, agreements and, if wanted, what was said?
// param person: official* = all -- only what one of these took part in or said
// param country: country* = all -- only what one of these took part in, is bound by or said
// param counterpart: country* = all -- and only where one of these did so too
// param organisation: organisation* = all -- only what one of these, or an official in a post there, took part in
// param topic: topic* = all -- only statements on these topics, and meetings at which one was made
// param what: any of meeting, agreement, statement = meeting, agreement -- what to list
// param status: any of held, planned, denied, signed, in force, negotiating, expired = any -- only what is in this state
// param since: since = any -- only what is dated on or after this date
// param until: until = any -- only what is dated on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column date: text -- as precise as known (EDTF)
// column what: text -- meeting, agreement or statement
// column kind: text -- the kind of meeting or agreement, or how firmly it was said
// column status: text
// column summary: text -- who met, the agreement's name, or the words
// column place: text
// column countries: text* -- the sides
// column sources: integer -- number of independent articles that tell of it
// column uri: uri
CALL () {
  UNWIND CASE WHEN 'meeting' IN $what THEN [1] ELSE [] END AS chosen
  MATCH (x:Meeting)
  WHERE ($person IS NULL OR EXISTS {
      MATCH (x)-[:PARTICIPATION]->()-[:PARTICIPANT]->(p:Official) WHERE p.uri IN $person })
    AND ($organisation IS NULL OR EXISTS {
      MATCH (x)-[:PARTICIPATION]->()-[:PARTICIPANT]->(o:Organisation) WHERE o.uri IN $organisation } OR EXISTS {
      MATCH (x)-[:PARTICIPATION]->()-[:HELD_POST]->()-[:POST_IN]->(o) WHERE o.uri IN $organisation })
    AND ($topic IS NULL OR EXISTS { MATCH (x)<-[:MADE_AT]-(:Statement)-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
  RETURN x, 'meeting' AS what, x.kind AS kind, x.status AS status,
         reduce(said = '', label IN COLLECT {
           MATCH (x)-[:PARTICIPATION]->()-[:PARTICIPANT]->(who) RETURN who.label ORDER BY who.label
         } | said + CASE said WHEN '' THEN '' ELSE ', ' END + label) AS summary,
         COLLECT { MATCH (x)-[:PARTICIPATION]->()-[:SIDE]->(c:Country) WITH DISTINCT c RETURN c.uri } AS sides
  UNION ALL
  UNWIND CASE WHEN 'agreement' IN $what AND $person IS NULL AND $topic IS NULL THEN [1] ELSE [] END AS chosen
  MATCH (x:Agreement)
  WHERE $organisation IS NULL OR EXISTS { MATCH (x)-[:PARTY]->(o:Organisation) WHERE o.uri IN $organisation }
  RETURN x, 'agreement' AS what, x.agreement_type AS kind, x.status AS status, x.label AS summary,
         COLLECT { MATCH (x)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WITH DISTINCT c RETURN c.uri } AS sides
  UNION ALL
  UNWIND CASE WHEN 'statement' IN $what AND $organisation IS NULL THEN [1] ELSE [] END AS chosen
  MATCH (x:Statement)
  WHERE ($person IS NULL OR EXISTS { MATCH (x)-[:ACTOR|COUNTERPART]->(p:Official) WHERE p.uri IN $person })
    AND ($topic IS NULL OR EXISTS { MATCH (x)-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
  CALL (x) {
    MATCH (x)<-[:SUPPORTS]-(e:Evidence)
    RETURN e.quote AS quote
    ORDER BY e.uri
    LIMIT 1
  }
  RETURN x, 'statement' AS what, coalesce(x.modality, 'refused') AS kind, null AS status, quote AS summary,
         COLLECT { MATCH (x)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(c:Country) WITH DISTINCT c RETURN c.uri } AS sides
}
WITH x, what, kind, status, summary, sides
WHERE ($status IS NULL OR status IN $status)
  AND ($country IS NULL OR any(side IN sides WHERE side IN $country))
  AND ($counterpart IS NULL OR any(side IN sides WHERE side IN $counterpart))
  AND ($since IS NULL OR last(split(x.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR x.date_edtf >= '0' AND head(split(x.date_edtf, '/')) <= $until)
RETURN x.date_edtf AS date, what, kind, status, summary, x.place AS place,
       COLLECT { MATCH (c:Country) WHERE c.uri IN sides RETURN c.label ORDER BY c.label } AS countries,
       COUNT { MATCH (x)<-[:SUPPORTS]-()-[:IN_ARTICLE]->()-[:ORIGIN]->(source) RETURN DISTINCT source } AS sources,
       x.uri AS uri
ORDER BY coalesce(date, '~'), what, uri
LIMIT $limit
