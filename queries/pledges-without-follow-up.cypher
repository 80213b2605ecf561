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
MATCH (c:Commitment)-[:ACTOR_SIDE]->(one:Country), (c)-[:COUNTERPART_SIDE]->(other:Country)
WHERE one.uri <> other.uri AND c.date_edtf >= '0'
  AND c.modality IN $modality
  AND any(pair IN [[one.uri, other.uri], [other.uri, one.uri]]
          WHERE ($country IS NULL OR pair[0] IN $country) AND ($counterpart IS NULL OR pair[1] IN $counterpart))
  AND ($since IS NULL OR last(split(c.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR head(split(c.date_edtf, '/')) <= $until)
  AND ($person IS NULL OR EXISTS { MATCH (c)-[:ACTOR|COUNTERPART]->(p:Official) WHERE p.uri IN $person })
CALL (c, one, other) {
  MATCH (c)-[:TOPIC]->(t:Topic)
  WHERE ($topic IS NULL OR t.uri IN $topic)
    AND NOT EXISTS {
      MATCH (t)<-[:TOPIC]-(again:Commitment)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(x:Country),
            (again)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(y:Country)
      WHERE x.uri = one.uri AND y.uri = other.uri AND again.date_edtf > c.date_edtf
    }
  WITH t.label AS label
  ORDER BY label
  RETURN collect(label) AS topics
}
WITH c, one, other, topics
WHERE size(topics) > 0
CALL (c, one, other) {
  MATCH (m:Meeting {status: 'held'})-[:PARTICIPATION]->()-[:SIDE]->(x:Country),
        (m)-[:PARTICIPATION]->()-[:SIDE]->(y:Country)
  WHERE x.uri = one.uri AND y.uri = other.uri AND m.date_edtf > c.date_edtf
  RETURN count(DISTINCT m) AS later_meetings, max(m.date_edtf) AS last_meeting
}
CALL (c) {
  MATCH (c)<-[:SUPPORTS]-(e:Evidence)
  RETURN e.quote AS quote
  ORDER BY e.uri
  LIMIT 1
}
RETURN c.date_edtf AS date, c.modality AS modality, one.label AS side, other.label AS counterpart, topics, quote,
       COLLECT { MATCH (c)-[:ACTOR]->(x) RETURN x.label ORDER BY x.label } AS actors,
       later_meetings, last_meeting, c.uri AS uri
ORDER BY date, uri, side, counterpart
LIMIT $limit
