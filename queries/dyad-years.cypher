// title: Pairs of countries by year
// question: How much did each pair of countries cooperate in each year, as a table for statistics?
//
// One row per pair and year, from the first year in which the pair is seen to the last, as in the dyadic file of the
// Defense Cooperation Agreement Dataset; countries by ISO 3166 code.
//
// param country: country* = all -- only pairs with one of these
// param counterpart: country* = all -- only pairs with one of these on the other side
// param topic: topic* = all -- count only commitments on these, and meetings at which one was made
// param since: since = any -- only years from this date's on
// param until: until = any -- only years up to this date's
// param limit: integer = 1000000 -- at most so many rows
// column code1: text
// column country1: text
// column code2: text
// column country2: text
// column year: integer
// column meetings: integer -- meetings held with both countries present
// column commitments: integer -- proposals, requests, pledges and agreements between the two
// column refusals: integer
// column agreements: integer -- documents of both that were signed in that year
// column agreement_in_place: integer -- 1 where a document of both was signed in that year or before, and has not expired
// column any_cooperation: integer -- 1 where they met, committed themselves or signed in that year
CALL () {
  MATCH (a:Country)<-[:SIDE]-()<-[:PARTICIPATION]-(x:Meeting {status: 'held'})-[:PARTICIPATION]->()-[:SIDE]->(b:Country)
  WHERE a.country_code < b.country_code
    AND ($topic IS NULL OR EXISTS { MATCH (x)<-[:MADE_AT]-()-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
  RETURN DISTINCT a, b, x, 'meeting' AS what
  UNION
  MATCH (a:Country)<-[:ACTOR_SIDE|COUNTERPART_SIDE]-(x:Statement)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(b:Country)
  WHERE a.country_code < b.country_code
    AND ($topic IS NULL OR EXISTS { MATCH (x)-[:TOPIC]->(t:Topic) WHERE t.uri IN $topic })
  RETURN DISTINCT a, b, x, CASE WHEN x:Refusal THEN 'refusal' ELSE 'commitment' END AS what
  UNION
  MATCH (a:Country)<-[:COUNTRY*0..1]-()<-[:PARTY]-(x:Agreement)-[:PARTY]->()-[:COUNTRY*0..1]->(b:Country)
  WHERE a.country_code < b.country_code AND x.status IN ['signed', 'in force', 'expired'] AND $topic IS NULL
  RETURN DISTINCT a, b, x, CASE x.status WHEN 'expired' THEN 'expired' ELSE 'agreement' END AS what
}
WITH a, b, what, toInteger(left(x.date_edtf, 4)) AS year
WHERE x.date_edtf >= '0'
  AND any(pair IN [[a.uri, b.uri], [b.uri, a.uri]]
          WHERE ($country IS NULL OR pair[0] IN $country) AND ($counterpart IS NULL OR pair[1] IN $counterpart))
WITH a, b, min(year) AS first, max(year) AS last, collect({year: year, what: what}) AS seen
UNWIND range(first, last) AS year
WITH a, b, year, [each IN seen WHERE each.year = year | each.what] AS now,
     size([each IN seen WHERE each.what = 'agreement' AND each.year <= year]) AS standing
WHERE ($since IS NULL OR year >= toInteger(left($since, 4))) AND ($until IS NULL OR year <= toInteger(left($until, 4)))
RETURN a.country_code AS code1, a.label AS country1, b.country_code AS code2, b.label AS country2, year,
       size([what IN now WHERE what = 'meeting']) AS meetings,
       size([what IN now WHERE what = 'commitment']) AS commitments,
       size([what IN now WHERE what = 'refusal']) AS refusals,
       size([what IN now WHERE what IN ['agreement', 'expired']]) AS agreements,
       CASE WHEN standing > 0 THEN 1 ELSE 0 END AS agreement_in_place,
       CASE WHEN any(what IN now WHERE what <> 'refusal') THEN 1 ELSE 0 END AS any_cooperation
ORDER BY code1, code2, year
LIMIT $limit
