// title: Brokers
// question: Who has met officials of different countries who have not met one another?
// param country: country* = all -- only officials of one of these
// param person: official* = all -- only these
// param between: country* = all -- only count pairs of which one is of one of these countries
// param limit: integer = 100 -- at most so many rows
// column official: text
// column country: text
// column pairs: integer -- number of pairs, of two countries, that only others like this one link
// column met: integer -- number of officials met
// column countries: text* -- the countries of those in the pairs
// column uri: uri
MATCH (b:Official)
WHERE $person IS NULL OR b.uri IN $person
OPTIONAL MATCH (b)-[:NATIONALITY]->(own:Country)
WITH b, own
WHERE $country IS NULL OR own.uri IN $country
MATCH (b)-[:MET]-(x:Official)-[:NATIONALITY]->(cx:Country), (b)-[:MET]-(y:Official)-[:NATIONALITY]->(cy:Country)
WHERE x.uri < y.uri AND cx.uri <> cy.uri AND NOT (x)-[:MET]-(y)
  AND ($between IS NULL OR cx.uri IN $between OR cy.uri IN $between)
WITH b, own, count(*) AS pairs, collect(cx.label) + collect(cy.label) AS labels
UNWIND labels AS label
WITH DISTINCT b, own, pairs, label
ORDER BY label
WITH b, own, pairs, collect(label) AS countries
RETURN b.label AS official, own.label AS country, pairs, COUNT { (b)-[:MET]-() } AS met, countries, b.uri AS uri
ORDER BY pairs DESC, official, uri
LIMIT $limit
