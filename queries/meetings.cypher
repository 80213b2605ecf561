// title: Meetings
// question: Who met when, where and in what form, and what was planned or denied?
// param person: official* = all -- only meetings with one of these
// param companion: official* = all -- and only those with one of these too
// param country: country* = all -- only meetings with somebody of one of these
// param counterpart: country* = all -- and only those with somebody of one of these too
// param organisation: organisation* = all -- only meetings of one of these, or of an official in a post there
// param mechanism: mechanism* = all -- only editions of one of these
// param topic: topic* = all -- only meetings at which something was said on one of these
// param kind: any of bilateral meeting, reception, dialogue, phone call, signing, multilateral meeting, visit = any
//    -- only meetings of this kind
// param status: any of held, planned, denied = any -- only meetings of which this is told
// param since: since = any -- only meetings on or after this date
// param until: until = any -- only meetings on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column date: text -- as precise as known (EDTF)
// column kind: text
// column status: text -- held, planned or denied
// column place: text
// column participants: text* -- officials, and organisations or countries without a named person
// column countries: text* -- the sides
// column series: text -- the standing dialogue or mechanism of which it was an edition
// column edition: integer -- the number of the edition
// column topics: text* -- what something was said on
// column sources: integer -- number of independent articles that tell of it
// column inferred: flag -- whether the date was concluded from that of the article
// column uri: uri
CALL () {
  UNWIND $person AS uri
  MATCH (:Resource {uri: uri})<-[:PARTICIPANT]-(:Participation)<-[:PARTICIPATION]-(m:Meeting)
  RETURN m
  UNION
  WITH 1 AS all WHERE $person IS NULL
  MATCH (m:Meeting)
  RETURN m
}
WITH m
WHERE ($kind IS NULL OR m.kind IN $kind)
  AND ($status IS NULL OR m.status IN $status)
  AND ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
  AND ($topic IS NULL OR EXISTS { MATCH (m)<-[:MADE_AT]-(:Statement)-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
  AND ($country IS NULL OR EXISTS { MATCH (m)-[:PARTICIPATION]->()-[:SIDE]->(c:Country) WHERE c.uri IN $country })
  AND ($counterpart IS NULL OR EXISTS {
    MATCH (m)-[:PARTICIPATION]->()-[:SIDE]->(c:Country) WHERE c.uri IN $counterpart })
  AND ($companion IS NULL OR EXISTS {
    MATCH (m)-[:PARTICIPATION]->()-[:PARTICIPANT]->(o:Official) WHERE o.uri IN $companion })
  AND ($organisation IS NULL OR EXISTS {
    MATCH (m)-[:PARTICIPATION]->()-[:PARTICIPANT]->(o:Organisation) WHERE o.uri IN $organisation } OR EXISTS {
    MATCH (m)-[:PARTICIPATION]->()-[:HELD_POST]->()-[:POST_IN]->(o) WHERE o.uri IN $organisation })
OPTIONAL MATCH (m)-[:SERIES]->(series:Mechanism)
WITH m, series
WHERE $mechanism IS NULL OR series.uri IN $mechanism
RETURN m.date_edtf AS date, m.kind AS kind, m.status AS status, m.place AS place,
       COLLECT { MATCH (m)-[:PARTICIPATION]->()-[:PARTICIPANT]->(who)
                 RETURN who.label ORDER BY who.label } AS participants,
       COLLECT { MATCH (m)-[:PARTICIPATION]->()-[:SIDE]->(side)
                 WITH DISTINCT side.label AS label RETURN label ORDER BY label } AS countries,
       series.label AS series, m.edition AS edition,
       COLLECT { MATCH (m)<-[:MADE_AT]-()-[:TOPIC]->(topic)
                 WITH DISTINCT topic.label AS label RETURN label ORDER BY label } AS topics,
       COUNT { MATCH (m)<-[:SUPPORTS]-()-[:IN_ARTICLE]->()-[:ORIGIN]->(source) RETURN DISTINCT source } AS sources,
       m.date_inferred AS inferred, m.uri AS uri
ORDER BY coalesce(date, '~'), uri
LIMIT $limit
