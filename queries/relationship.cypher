// title: Relationship of two countries
// question: How do two countries stand: how often do they meet, through whom, on what, and what binds them?
// param first: country = required -- the one country
// param second: country = required -- the other
// param since: since = any -- only what is dated on or after this date
// param until: until = any -- only what is dated on or before this date
// param top: integer = 5 -- at most so many pairs of officials, places and topics
// column aspect: text -- what the row is about
// column what: text -- which of it
// column count: integer -- how many
// column first: text -- date of the earliest (EDTF)
// column last: text -- date of the latest (EDTF)
// column uri: uri -- what it is, where it is one thing
CALL () {
  UNWIND $first AS one
  MATCH (:Resource {uri: one})<-[:SIDE]-()<-[:PARTICIPATION]-(m:Meeting)-[:PARTICIPATION]->()-[:SIDE]->(b:Country)
  WHERE b.uri IN $second
  WITH DISTINCT m
  WHERE ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
    AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
  RETURN collect(m) AS meetings
}
CALL () {
  UNWIND $first AS one
  MATCH (:Resource {uri: one})<-[:ACTOR_SIDE|COUNTERPART_SIDE]-(c:Statement)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(b:Country)
  WHERE b.uri IN $second
  WITH DISTINCT c
  WHERE ($since IS NULL OR last(split(c.date_edtf, '/')) + '~' >= $since)
    AND ($until IS NULL OR c.date_edtf >= '0' AND head(split(c.date_edtf, '/')) <= $until)
  RETURN collect(c) AS statements
}
CALL () {
  UNWIND $first AS one
  MATCH (:Resource {uri: one})<-[:COUNTRY*0..1]-()<-[:PARTY]-(g)-[:PARTY]->()-[:COUNTRY*0..1]->(b:Country)
  WHERE b.uri IN $second
  WITH DISTINCT g
  WHERE ($since IS NULL OR g:Mechanism OR last(split(g.date_edtf, '/')) + '~' >= $since)
    AND ($until IS NULL OR g:Mechanism OR g.date_edtf >= '0' AND head(split(g.date_edtf, '/')) <= $until)
  RETURN collect(g) AS bonds
}
CALL (meetings, statements, bonds) {
  UNWIND meetings AS m
  RETURN 1 AS part, 'meetings ' + m.status AS aspect, null AS what, count(m) AS count,
         collect(m.date_edtf) AS dates, null AS uri
  UNION ALL
  UNWIND [m IN meetings WHERE m.status = 'held'] AS m
  MATCH (m)-[:PARTICIPATION]->(one:Participation)-[:PARTICIPANT]->(x:Official),
        (m)-[:PARTICIPATION]->(other:Participation)-[:PARTICIPANT]->(y:Official),
        (one)-[:SIDE]->(a:Country), (other)-[:SIDE]->(b:Country)
  WHERE a.uri IN $first AND b.uri IN $second
  WITH x, y, count(DISTINCT m) AS count, collect(DISTINCT m.date_edtf) AS dates
  RETURN 2 AS part, 'officials who met' AS aspect, x.label + ' – ' + y.label AS what, count, dates, null AS uri
  ORDER BY count DESC, what LIMIT $top
  UNION ALL
  UNWIND [m IN meetings WHERE m.status = 'held' AND m.place IS NOT NULL] AS m
  RETURN 3 AS part, 'places' AS aspect, m.place AS what, count(m) AS count, collect(m.date_edtf) AS dates, null AS uri
  ORDER BY count DESC, what LIMIT $top
  UNION ALL
  UNWIND statements AS c
  RETURN 4 AS part, 'statements' AS aspect, coalesce(c.modality, 'refused') AS what, count(c) AS count,
         collect(c.date_edtf) AS dates, null AS uri
  UNION ALL
  UNWIND statements AS c
  MATCH (c)-[:TOPIC]->(t:Topic)
  RETURN 5 AS part, 'topics' AS aspect, t.label AS what, count(DISTINCT c) AS count,
         collect(DISTINCT c.date_edtf) AS dates, t.uri AS uri
  ORDER BY CASE WHEN uri ENDS WITH '/general-cooperation' OR uri ENDS WITH '/other' THEN 1 ELSE 0 END, count DESC, what
  LIMIT $top
  UNION ALL
  UNWIND [g IN bonds WHERE NOT g:Mechanism] AS g
  RETURN 6 AS part, 'agreements' AS aspect, g.label + ' (' + g.agreement_type + ', ' + g.status + ')' AS what,
         1 AS count, CASE WHEN g.date_edtf IS NULL THEN [] ELSE [g.date_edtf] END AS dates, g.uri AS uri
  UNION ALL
  UNWIND [g IN bonds WHERE g:Mechanism] AS g
  OPTIONAL MATCH (g)<-[:SERIES]-(m:Meeting {status: 'held'})
  RETURN 7 AS part, 'mechanisms' AS aspect, g.label AS what, count(m) AS count,
         collect(m.date_edtf) AS dates, g.uri AS uri
  UNION ALL
  UNWIND meetings + statements AS fact
  MATCH (fact)<-[:SUPPORTS]-(:Evidence)-[:IN_ARTICLE]->(a:Article)-[:ORIGIN]->(o:Origin)
  RETURN 8 AS part, 'sources' AS aspect, a.language AS what, count(DISTINCT o) AS count,
         collect(DISTINCT a.published) AS dates, null AS uri
}
WITH part, aspect, what, count, uri, [d IN dates WHERE d >= '0'] AS dates
RETURN aspect, what, count, reduce(least = head(dates), d IN dates | CASE WHEN d < least THEN d ELSE least END) AS first,
       reduce(most = head(dates), d IN dates | CASE WHEN d > most THEN d ELSE most END) AS last, uri
ORDER BY part, count DESC, aspect, what, uri
