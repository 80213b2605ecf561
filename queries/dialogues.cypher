// title: Dialogues and their editions
// question: Which standing dialogues and mechanisms are kept up, when was each held, and which are overdue?
// param mechanism: mechanism* = all -- only these
// param country: country* = all -- only those of one of these
// param counterpart: country* = all -- and only those of one of these too
// param on: until = any -- the day from which to look back; by default that of the latest article
// param assumed: integer = 2 -- years from one edition to the next where articles don't tell
// param overdue: flag = no -- only those that are overdue
// param limit: integer = 1000 -- at most so many rows
// column mechanism: text
// column type: text
// column parties: text*
// column meetings: integer -- number of its meetings held of which an article tells
// column held: text* -- date and number of each
// column editions: integer* -- every edition that an article numbers
// column last: text -- date of the latest meeting (EDTF)
// column every: number -- years from one edition to the next, on average, where two are numbered and dated
// column due: integer -- the year in which the next edition is to be expected, unless a later one has no date
// column overdue: flag -- whether that year has passed on the day looked back from
// column planned: text* -- dates of the meetings that are planned
// column uri: uri
CALL () {
  MATCH (a:Article)
  WHERE a.published >= '0'
  RETURN max(a.published) AS latest
}
MATCH (g:Mechanism)
WHERE ($mechanism IS NULL OR g.uri IN $mechanism)
  AND ($country IS NULL OR EXISTS { MATCH (g)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WHERE c.uri IN $country })
  AND ($counterpart IS NULL OR EXISTS {
    MATCH (g)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WHERE c.uri IN $counterpart })
WITH g, coalesce($on, latest) AS today,
     COLLECT {
       MATCH (g)<-[:SERIES]-(m:Meeting {status: 'held'})
       RETURN [coalesce(m.date_edtf, 'undated'), m.edition] ORDER BY coalesce(m.date_edtf, '~'), m.edition, m.uri
     } AS met
WITH g, today, met, [each IN met WHERE each[0] >= '0' AND each[0] < 'a'] AS dated
WITH g, today, met, head(dated) AS first, last(dated) AS last
WITH g, today, met, last[0] AS last, toInteger(left(last[0], 4)) AS year,
     CASE WHEN first[1] < last[1]
          THEN round((toInteger(left(last[0], 4)) - toInteger(left(first[0], 4))) * 1.0 / (last[1] - first[1]), 1)
     END AS every,
     any(edition IN g.editions_seen WHERE edition > last[1]) AS later
WITH g, today, met, last, every, CASE WHEN NOT later THEN year + toInteger(ceil(coalesce(every, $assumed))) END AS due
WITH g, met, last, every, due, due < toInteger(left(today, 4)) AS overdue
WHERE NOT $overdue OR overdue
RETURN g.label AS mechanism, g.agreement_type AS type,
       COLLECT { MATCH (g)-[:PARTY]->(x) RETURN x.label ORDER BY x.label } AS parties,
       size(met) AS meetings, [each IN met | each[0] + coalesce(' (' + toString(each[1]) + ')', '')] AS held,
       g.editions_seen AS editions, last, every, due, overdue,
       COLLECT { MATCH (g)<-[:SERIES]-(m:Meeting {status: 'planned'})
                 RETURN coalesce(m.date_edtf, 'undated') ORDER BY coalesce(m.date_edtf, '~') } AS planned,
       g.uri AS uri
ORDER BY meetings DESC, coalesce(last, '') DESC, mechanism, uri
LIMIT $limit
