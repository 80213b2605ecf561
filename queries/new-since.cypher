// title: New since a date
// question: Which meetings, agreements, commitments and offices became known with articles published since a date?
// param since: since = required -- the first day
// param country: country* = all -- only what concerns one of these
// param person: official* = all -- only what concerns one of these
// param what: any of meeting, agreement, commitment, office = meeting, agreement, commitment, office -- what to list
// param limit: integer = 1000 -- at most so many rows
// column published: text -- date of the earliest article that tells of it (EDTF)
// column what: text -- meeting, agreement, commitment or office
// column summary: text -- the meeting, the agreement's name, the words, or the person and the office
// column date: text -- its own date, as precise as known (EDTF)
// column status: text -- of a commitment how firmly it was said
// column article: text -- the headline of that article, or its address
// column outlet: text
// column url: text
// column sources: integer -- number of independent articles that tell of it
// column uri: uri
MATCH (x:Meeting|Agreement|Mechanism|Commitment|PostHolding)<-[:SUPPORTS]-(e:Evidence)-[:IN_ARTICLE]->(a:Article)-[:ORIGIN]->(o:Origin)
WITH x, a, e, o
ORDER BY coalesce(a.published, '~'), e.uri
WITH x, count(DISTINCT o) AS sources, head(collect(a)) AS a, head(collect(e.quote)) AS quote,
     CASE WHEN x:Meeting THEN 'meeting' WHEN x:Commitment THEN 'commitment' WHEN x:PostHolding THEN 'office'
          ELSE 'agreement' END AS kind
WHERE kind IN $what AND a.published + '~' >= $since
  AND ($country IS NULL OR EXISTS {
    MATCH (x)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(c:Country) WHERE c.uri IN $country } OR EXISTS {
    MATCH (x)-[:PARTICIPATION]->()-[:SIDE]->(c:Country) WHERE c.uri IN $country } OR EXISTS {
    MATCH (x)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WHERE c.uri IN $country } OR EXISTS {
    MATCH (x)-[:HOLDER]->()-[:NATIONALITY]->(c:Country) WHERE c.uri IN $country })
  AND ($person IS NULL OR EXISTS {
    MATCH (x)-[:ACTOR|COUNTERPART|HOLDER]->(p:Official) WHERE p.uri IN $person } OR EXISTS {
    MATCH (x)-[:PARTICIPATION]->()-[:PARTICIPANT]->(p:Official) WHERE p.uri IN $person })
OPTIONAL MATCH (x)-[:HOLDER]->(holder:Official)
OPTIONAL MATCH (x)-[:POST]->(post:Post)
RETURN a.published AS published, kind AS what, coalesce(x.label, holder.label + ', ' + post.label, quote) AS summary,
       x.date_edtf AS date, coalesce(x.status, x.modality) AS status, a.label AS article, a.outlet AS outlet,
       a.url AS url, sources, x.uri AS uri
ORDER BY published, what, uri
LIMIT $limit
