// title: Counterparts
// question: Which office, or which organisation, deals with which of another country, how often and until when?
// param level: one of organisations, offices = organisations -- what to pair
// param country: country* = all -- only pairs with one of these countries
// param counterpart: country* = all -- only pairs with one of these countries on the other side
// param organisation: organisation* = all -- only pairs with one of these, or an office in it
// param since: since = any -- only meetings on or after this date
// param until: until = any -- only meetings on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: last
// column one: text
// column country: text -- the country of the one
// column other: text
// column counterpart: text -- the country of the other
// column meetings: integer -- number of meetings held between them
// column officials: text* -- who met
// column first: text -- date of the earliest meeting (EDTF)
// column last: text -- date of the latest one (EDTF)
// column one_uri: uri
// column other_uri: uri
MATCH (m:Meeting {status: 'held'})
WHERE ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
CALL (m) {
  MATCH (m)-[:PARTICIPATION]->(part:Participation)-[:PARTICIPANT]->(body:Organisation)
  WHERE $level = 'organisations'
  RETURN body, body.uri AS in_body, part, body AS who
  UNION
  MATCH (m)-[:PARTICIPATION]->(part:Participation)-[:HELD_POST]->(:Post)-[:POST_IN]->(body:Organisation),
        (part)-[:PARTICIPANT]->(who:Official)
  WHERE $level = 'organisations'
  RETURN body, body.uri AS in_body, part, who
  UNION
  MATCH (m)-[:PARTICIPATION]->(part:Participation)-[:HELD_POST]->(body:Post), (part)-[:PARTICIPANT]->(who:Official)
  WHERE $level = 'offices'
  OPTIONAL MATCH (body)-[:POST_IN]->(o:Organisation)
  RETURN body, o.uri AS in_body, part, who
}
OPTIONAL MATCH (body)-[:COUNTRY]->(own:Country)
OPTIONAL MATCH (part)-[:SIDE]->(side:Country)
WITH m, collect({body: body, within: in_body, country: coalesce(own, side), who: who}) AS present
UNWIND present AS a
UNWIND present AS b
WITH m, a.body AS one, b.body AS other, a.country AS ca, b.country AS cb, a.who AS x, b.who AS y,
     [a.within, b.within] AS bodies
WHERE one.label < other.label AND coalesce(ca.uri, '') <> coalesce(cb.uri, '')
  AND any(pair IN [[ca.uri, cb.uri], [cb.uri, ca.uri]]
          WHERE ($country IS NULL OR pair[0] IN $country) AND ($counterpart IS NULL OR pair[1] IN $counterpart))
  AND ($organisation IS NULL OR any(uri IN bodies WHERE uri IN $organisation))
WITH one, other, ca, cb, m, [x.label, y.label] AS names
UNWIND names AS name
WITH one, other, ca, cb, m, name
ORDER BY name
WITH one, other, ca, cb, count(DISTINCT m) AS meetings, collect(DISTINCT name) AS officials,
     min(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS first,
     max(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS last
RETURN one.label AS one, ca.label AS country, other.label AS other, cb.label AS counterpart, meetings, officials,
       first, last, one.uri AS one_uri, other.uri AS other_uri
ORDER BY meetings DESC, coalesce(last, '') DESC, one_uri, other_uri
LIMIT $limit
