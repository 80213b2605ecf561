// title: Who met whom
// question: Which officials met each other, how often, and when first and last?
// param person: official* = all -- only pairs with one of these
// param country: country* = all -- only pairs with an official of one of these
// param since: since = any -- only meetings on or after this date
// param until: until = any -- only meetings on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: last
// column official: text -- name of the one
// column counterpart: text -- name of the other
// column meetings: integer -- number of meetings held
// column first: text -- date of the earliest one (EDTF)
// column last: text -- date of the latest one (EDTF)
// column official_uri: uri
// column counterpart_uri: uri
MATCH (a:Official)<-[:PARTICIPANT]-(:Participation)<-[:PARTICIPATION]-(m:Meeting {status: 'held'})
      -[:PARTICIPATION]->(:Participation)-[:PARTICIPANT]->(b:Official)
WHERE a.uri < b.uri
  AND ($person IS NULL OR a.uri IN $person OR b.uri IN $person)
  AND ($since IS NULL OR m.date_to >= date($since))
  AND ($until IS NULL OR m.date_from <= date($until))
OPTIONAL MATCH (a)-[:NATIONALITY]->(ca:Country)
OPTIONAL MATCH (b)-[:NATIONALITY]->(cb:Country)
WITH a, b, m, ca, cb
WHERE $country IS NULL OR ca.uri IN $country OR cb.uri IN $country
RETURN a.name AS official, b.name AS counterpart, count(DISTINCT m) AS meetings,
       min(m.date_edtf) AS first, max(m.date_edtf) AS last, a.uri AS official_uri, b.uri AS counterpart_uri
ORDER BY meetings DESC, official_uri, counterpart_uri
LIMIT $limit
