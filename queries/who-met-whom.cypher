// title: Who met whom
// question: Which officials met each other, how often, and when first and last?
// param person: official* = all -- only pairs with one of these
// param counterpart: official* = all -- only pairs in which the other is one of these
// param country: country* = all -- only pairs with an official of one of these
// param organisation: organisation* = all -- only pairs with an official in a post in one of these
// param topic: topic* = all -- only meetings at which something was said on one of these
// param since: since = any -- only meetings on or after this date
// param until: until = any -- only meetings on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: last
// column official: text -- name of the one
// column counterpart: text -- name of the other
// column meetings: integer -- number of meetings held
// column first: text -- date of the earliest one (EDTF)
// column last: text -- date of the latest one (EDTF)
// column sources: integer -- number of independent articles that tell of them
// column official_uri: uri
// column counterpart_uri: uri
CALL () {
  UNWIND $person AS uri
  MATCH (:Resource {uri: uri})<-[:PARTICIPANT]-(:Participation)<-[:PARTICIPATION]-(m:Meeting {status: 'held'})
  RETURN m
  UNION
  WITH 1 AS all WHERE $person IS NULL
  MATCH (m:Resource)
  WHERE m.uri STARTS WITH 'https://w3id.org/security-cooperation/id/meeting/'
  WITH m WHERE m:Meeting AND m.status = 'held'
  RETURN m
}
WITH m
WHERE ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
  AND ($topic IS NULL OR EXISTS { MATCH (m)<-[:MADE_AT]-(:Statement)-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
MATCH (m)-[:PARTICIPATION]->(pa:Participation)-[:PARTICIPANT]->(a:Official),
      (m)-[:PARTICIPATION]->(pb:Participation)-[:PARTICIPANT]->(b:Official)
WHERE a.uri < b.uri
OPTIONAL MATCH (a)-[:NATIONALITY]->(ca:Country)
OPTIONAL MATCH (b)-[:NATIONALITY]->(cb:Country)
WITH a, b, m, pa, pb, ca, cb
WHERE any(pair IN [[a.uri, b.uri], [b.uri, a.uri]]
          WHERE ($person IS NULL OR pair[0] IN $person) AND ($counterpart IS NULL OR pair[1] IN $counterpart))
  AND ($country IS NULL OR ca.uri IN $country OR cb.uri IN $country)
  AND ($organisation IS NULL OR EXISTS {
    MATCH (pa)-[:HELD_POST]->()-[:POST_IN]->(o) WHERE o.uri IN $organisation } OR EXISTS {
    MATCH (pb)-[:HELD_POST]->()-[:POST_IN]->(o) WHERE o.uri IN $organisation })
MATCH (m)<-[:SUPPORTS]-(:Evidence)-[:IN_ARTICLE]->(:Article)-[:ORIGIN]->(source:Origin)
WITH a, b, count(DISTINCT m) AS meetings, count(DISTINCT source) AS sources,
     min(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS first,
     max(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS last
RETURN a.label AS official, b.label AS counterpart, meetings, first, last, sources,
       a.uri AS official_uri, b.uri AS counterpart_uri
ORDER BY meetings DESC, coalesce(last, '') DESC, official_uri, counterpart_uri
LIMIT $limit
