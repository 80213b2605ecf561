// title: Coverage
// question: How many articles of which outlet, language and month are in the graph, and how much do they tell?
// param outlet: text* = all -- only these outlets
// param language: any of en, fr, vi = any -- only these languages
// param country: country* = all -- only articles that tell of a meeting or a statement of one of these
// param since: since = any -- only articles published on or after this date
// param until: until = any -- only articles published on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: month
// column outlet: text
// column language: text
// column month: text -- of publication (EDTF)
// column articles: integer
// column dispatches: integer -- number of different texts: copies count once
// column meetings: integer -- number of meetings that they tell of
// column commitments: integer -- number of commitments that they tell of
// column officials: integer -- number of persons whom they name
MATCH (a:Article)-[:ORIGIN]->(o:Origin)
WHERE ($outlet IS NULL OR a.outlet IN $outlet)
  AND ($language IS NULL OR a.language IN $language)
  AND ($since IS NULL OR a.published + '~' >= $since)
  AND ($until IS NULL OR a.published >= '0' AND a.published <= $until)
  AND ($country IS NULL OR EXISTS {
    MATCH (a)<-[:IN_ARTICLE]-()-[:SUPPORTS]->()-[:SIDE|ACTOR_SIDE|COUNTERPART_SIDE]->(c:Country) WHERE c.uri IN $country })
OPTIONAL MATCH (a)<-[:IN_ARTICLE]-(:Evidence)-[:SUPPORTS]->(x)
WITH a.outlet AS outlet, a.language AS language, left(a.published, 7) AS month, a, o,
     CASE WHEN x:Meeting THEN x.uri END AS meeting, CASE WHEN x:Commitment THEN x.uri END AS commitment,
     CASE WHEN x:Official THEN x.uri END AS official
RETURN outlet, language, month, count(DISTINCT a) AS articles, count(DISTINCT o) AS dispatches,
       count(DISTINCT meeting) AS meetings, count(DISTINCT commitment) AS commitments,
       count(DISTINCT official) AS officials
ORDER BY coalesce(month, '~'), coalesce(outlet, '~'), language
LIMIT $limit
