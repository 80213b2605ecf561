// title: Pledges without follow-up
// question: What was asked, offered or pledged, and never taken up again between the same two sides?
// param country: country* = all -- only between one of these countries and another
// param counterpart: country* = all -- only with one of these countries on the other side
// param person: official* = all -- only what one of these said or was told
// param topic: topic* = all -- only these topics
// param modality: any of proposed, requested, pledged, agreed = proposed, requested, pledged -- only what was said so
// param since: since = any -- only what was said on or after this date
// param until: until = any -- only what was said on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column date: text -- when it was said (EDTF)
// column modality: text
// column side: text -- whose representatives said it
// column counterpart: text -- to whose
// column topics: text* -- what neither of the two came back to at a later meeting
// column quote: text
// column actors: text* -- who said it
// column later_meetings: integer -- how often the two sides met afterwards
// column last_meeting: text -- date of the latest of these meetings (EDTF)
// column uri: uri
MATCH (c:Commitment)-[first:ACTOR_SIDE|COUNTERPART_SIDE]->(one:Country),
      (c)-[second:ACTOR_SIDE|COUNTERPART_SIDE]->(other:Country)
WHERE one.uri <> other.uri
  AND any(pair IN [[one.uri, other.uri], [other.uri, one.uri]]
          WHERE ($country IS NULL OR pair[0] IN $country) AND ($counterpart IS NULL OR pair[1] IN $counterpart))
MATCH (c)-[:TOPIC]->(t:Topic)
WHERE $topic IS NULL OR t.uri IN $topic
WITH one, other, t, max(c.date_edtf) AS latest,
     collect(CASE WHEN type(first) = 'ACTOR_SIDE' AND type(second) = 'COUNTERPART_SIDE' THEN c END) AS said
UNWIND said AS c
WITH one, other, t, c, latest
WHERE c.date_edtf >= '0' AND latest <= c.date_edtf
  AND c.modality IN $modality
  AND ($since IS NULL OR last(split(c.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR head(split(c.date_edtf, '/')) <= $until)
  AND ($person IS NULL OR EXISTS { MATCH (c)-[:ACTOR|COUNTERPART]->(p:Official) WHERE p.uri IN $person })
WITH c, one, other, t.label AS label
ORDER BY label
WITH c, one, other, collect(label) AS topics
ORDER BY c.date_edtf, c.uri, one.label, other.label
LIMIT $limit
WITH one, other, collect({c: c, topics: topics}) AS pledges,
     COUNT { (one)<-[:SIDE]-() } <= COUNT { (other)<-[:SIDE]-() } AS fewer
WITH one, other, pledges, CASE WHEN fewer THEN one ELSE other END AS start, CASE WHEN fewer THEN other ELSE one END AS end
CALL (start, end) {
  MATCH (start)<-[:SIDE]-(at)<-[:PARTICIPATION]-(m:Meeting {status: 'held'})
  WHERE EXISTS { MATCH (m)-[:PARTICIPATION]->()-[:SIDE]->(y:Country) WHERE y.uri = end.uri }
  WITH DISTINCT m
  RETURN collect(m.date_edtf) AS dates
}
UNWIND pledges AS pledge
WITH one, other, pledge.c AS c, pledge.topics AS topics, dates
WITH one, other, c, topics, [date IN dates WHERE date > c.date_edtf] AS later
CALL (c) {
  MATCH (c)<-[:SUPPORTS]-(e:Evidence)
  RETURN e.quote AS quote
  ORDER BY e.uri
  LIMIT 1
}
RETURN c.date_edtf AS date, c.modality AS modality, one.label AS side, other.label AS counterpart, topics, quote,
       COLLECT { MATCH (c)-[:ACTOR]->(x) RETURN x.label ORDER BY x.label } AS actors,
       size(later) AS later_meetings,
       reduce(most = head(later), date IN later | CASE WHEN date > most THEN date ELSE most END) AS last_meeting,
       c.uri AS uri
ORDER BY date, uri, side, counterpart
