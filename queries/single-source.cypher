// title: Facts with a single source
// question: Which meetings, agreements and commitments does only one article, or one dispatch and its copies, tell?
// param country: country* = all -- only what concerns one of these
// param person: official* = all -- only what one of these took part in or said
// param what: any of meeting, agreement, commitment = meeting, agreement, commitment -- what to list
// param outlet: text* = all -- only what one of these outlets alone tells
// param since: since = any -- only what is dated on or after this date
// param until: until = any -- only what is dated on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column date: text -- as precise as known (EDTF)
// column what: text -- meeting, agreement or commitment
// column summary: text -- the meeting, the agreement's name, or the words
// column status: text -- of a commitment how firmly it was said
// column article: text -- the headline of the article, or its address
// column outlet: text
// column published: text
// column copies: integer -- number of articles with the same text
// column url: text
// column uri: uri
MATCH (x:Meeting|Agreement|Commitment)<-[:SUPPORTS]-(e:Evidence)-[:IN_ARTICLE]->(a:Article)-[:ORIGIN]->(o:Origin)
WITH x, count(DISTINCT o) AS sources, count(DISTINCT a) AS copies, min(e.uri) AS first,
     CASE WHEN x:Meeting THEN 'meeting' WHEN x:Agreement THEN 'agreement' ELSE 'commitment' END AS kind
WHERE sources = 1 AND kind IN $what
  AND ($since IS NULL OR last(split(x.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR x.date_edtf >= '0' AND head(split(x.date_edtf, '/')) <= $until)
  AND ($country IS NULL OR EXISTS {
    MATCH (x)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(c:Country) WHERE c.uri IN $country } OR EXISTS {
    MATCH (x)-[:PARTICIPATION]->()-[:SIDE]->(c:Country) WHERE c.uri IN $country } OR EXISTS {
    MATCH (x)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WHERE c.uri IN $country })
  AND ($person IS NULL OR EXISTS {
    MATCH (x)-[:ACTOR|COUNTERPART]->(p:Official) WHERE p.uri IN $person } OR EXISTS {
    MATCH (x)-[:PARTICIPATION]->()-[:PARTICIPANT]->(p:Official) WHERE p.uri IN $person })
MATCH (e:Resource {uri: first})-[:IN_ARTICLE]->(a:Article)
WHERE $outlet IS NULL OR a.outlet IN $outlet
RETURN x.date_edtf AS date, kind AS what, coalesce(x.label, e.quote) AS summary, coalesce(x.status, x.modality) AS status,
       a.label AS article, a.outlet AS outlet, a.published AS published, copies, a.url AS url, x.uri AS uri
ORDER BY coalesce(date, '~'), what, uri
LIMIT $limit
