// title: Commitments
// question: Who proposed, requested, pledged, agreed, signed or refused what, to whom, and in which words?
// param person: official* = all -- only what one of these said or was told
// param country: country* = all -- only what one of these sides said or was told
// param counterpart: country* = all -- and only where one of these was on the other side
// param organisation: organisation* = all -- only what one of these, or an official in a post there, said or was told
// param topic: topic* = all -- only on these topics
// param modality: any of proposed, requested, pledged, agreed, signed, refused
//    = proposed, requested, pledged, agreed, signed -- only what was said so
// param meeting: meeting* = all -- only what was said at one of these
// param since: since = any -- only what was said on or after this date
// param until: until = any -- only what was said on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column date: text -- as precise as known (EDTF)
// column modality: text -- proposed, requested, pledged, agreed, signed or refused
// column actors: text* -- who said it
// column counterparts: text* -- to whom it was said
// column sides: text* -- the countries of both
// column topics: text*
// column quote: text -- the words of one article
// column article: text -- the headline of that article, or its address
// column sources: integer -- number of independent articles that tell it
// column url: text -- the address of the article quoted
// column meeting: text -- the meeting at which it was said
// column uri: uri
// column meeting_uri: uri
// column topic_uris: uri*
CALL () {
  UNWIND $person AS uri
  MATCH (:Resource {uri: uri})<-[:ACTOR|COUNTERPART]-(c:Statement)
  RETURN c
  UNION
  UNWIND CASE WHEN $person IS NULL THEN $country END AS uri
  MATCH (:Resource {uri: uri})<-[:ACTOR_SIDE|COUNTERPART_SIDE]-(c:Statement)
  RETURN c
  UNION
  WITH 1 AS all WHERE $person IS NULL AND $country IS NULL
  MATCH (c:Statement)
  RETURN c
}
OPTIONAL MATCH (c)-[:MADE_AT]->(m:Meeting)
WITH c, m
WHERE coalesce(c.modality, 'refused') IN $modality
  AND ($meeting IS NULL OR m.uri IN $meeting)
  AND ($since IS NULL OR last(split(c.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR c.date_edtf >= '0' AND head(split(c.date_edtf, '/')) <= $until)
  AND ($country IS NULL OR EXISTS {
    MATCH (c)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(side:Country) WHERE side.uri IN $country })
  AND ($counterpart IS NULL OR EXISTS {
    MATCH (c)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(side:Country) WHERE side.uri IN $counterpart })
  AND ($topic IS NULL OR EXISTS { MATCH (c)-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
  AND ($organisation IS NULL OR EXISTS {
    MATCH (c)-[:ACTOR|COUNTERPART]->(o:Organisation) WHERE o.uri IN $organisation } OR EXISTS {
    MATCH (c)-[:ACTOR|COUNTERPART]->(p:Official)<-[:PARTICIPANT]-(at)<-[:PARTICIPATION]-(m),
          (at)-[:HELD_POST]->()-[:POST_IN]->(o:Organisation) WHERE o.uri IN $organisation })
CALL (c) {
  MATCH (c)<-[:SUPPORTS]-(e:Evidence)-[:IN_ARTICLE]->(a:Article)
  RETURN e.quote AS quote, a.label AS article, a.url AS url
  ORDER BY e.uri
  LIMIT 1
}
RETURN c.date_edtf AS date, coalesce(c.modality, 'refused') AS modality,
       COLLECT { MATCH (c)-[:ACTOR]->(x) RETURN x.label ORDER BY x.label } AS actors,
       COLLECT { MATCH (c)-[:COUNTERPART]->(x) RETURN x.label ORDER BY x.label } AS counterparts,
       COLLECT { MATCH (c)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(x)
                 WITH DISTINCT x.label AS label RETURN label ORDER BY label } AS sides,
       COLLECT { MATCH (c)-[:TOPIC]->(x) RETURN x.label ORDER BY x.label } AS topics,
       quote, article,
       COUNT { MATCH (c)<-[:SUPPORTS]-()-[:IN_ARTICLE]->()-[:ORIGIN]->(source) RETURN DISTINCT source } AS sources,
       url, m.label AS meeting, c.uri AS uri, m.uri AS meeting_uri,
       COLLECT { MATCH (c)-[:TOPIC]->(x) RETURN x.uri ORDER BY x.uri } AS topic_uris
ORDER BY coalesce(date, '~'), uri
LIMIT $limit
