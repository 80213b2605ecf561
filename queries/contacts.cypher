// title: Contacts between two countries
// question: Who of one country met whom of another, in which offices, how often, and when first and last?
// param first: country = required -- the one country
// param second: country = required -- the other
// param since: since = any -- only meetings on or after this date
// param until: until = any -- only meetings on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: last
// column one: text -- an official of the one country, or a body without a named person
// column one_offices: text* -- the offices held then
// column other: text -- the same of the other country
// column other_offices: text*
// column meetings: integer -- number of meetings held
// column first: text -- date of the earliest one (EDTF)
// column last: text -- date of the latest one (EDTF)
// column one_uri: uri
// column other_uri: uri
MATCH (a:Country)<-[:SIDE]-(p:Participation)<-[:PARTICIPATION]-(m:Meeting {status: 'held'}),
      (m)-[:PARTICIPATION]->(q:Participation)-[:SIDE]->(b:Country)
WHERE a.uri IN $first AND b.uri IN $second AND a.uri <> b.uri
  AND ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
MATCH (p)-[:PARTICIPANT]->(x), (q)-[:PARTICIPANT]->(y)
OPTIONAL MATCH (p)-[:HELD_POST]->(px:Post)
OPTIONAL MATCH (q)-[:HELD_POST]->(py:Post)
WITH x, y, m, px.label AS one_office, py.label AS other_office
ORDER BY one_office, other_office
WITH x, y, collect(DISTINCT one_office) AS one_offices, collect(DISTINCT other_office) AS other_offices,
     count(DISTINCT m) AS meetings,
     min(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS first,
     max(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS last
RETURN x.label AS one, one_offices, y.label AS other, other_offices, meetings, first, last,
       x.uri AS one_uri, y.uri AS other_uri
ORDER BY meetings DESC, coalesce(last, '') DESC, one_uri, other_uri
LIMIT $limit
