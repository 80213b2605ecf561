// title: Topic trends
// question: What was talked about, year by year, and how firmly?
// param country: country* = all -- only what one of these sides said or was told
// param counterpart: country* = all -- and only where one of these was on the other side
// param person: official* = all -- only what one of these said or was told
// param topic: topic* = all -- only these topics
// param broad: flag = no -- count by group of topics instead of by topic
// param since: since = any -- only what was said on or after this date
// param until: until = any -- only what was said on or before this date
// param limit: integer = 1000 -- at most so many rows
// column year: integer
// column topic: text
// column meetings: integer -- number of meetings held at which it came up
// column commitments: integer -- number of commitments on it
// column proposed: integer
// column requested: integer
// column pledged: integer
// column agreed: integer
// column signed: integer
// column refused: integer -- number of refusals
// column change: integer -- commitments more than in the year before
// column topic_uri: uri
MATCH (c:Statement)-[:TOPIC]->(narrow:Topic)-[:BROADER*0..]->(t:Topic)
WHERE c.date_edtf >= '0'
  AND ($topic IS NULL OR narrow.uri IN $topic)
  AND ($broad AND NOT (t)-[:BROADER]->() OR NOT $broad AND t.uri = narrow.uri)
  AND ($since IS NULL OR last(split(c.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR head(split(c.date_edtf, '/')) <= $until)
  AND ($person IS NULL OR EXISTS { MATCH (c)-[:ACTOR|COUNTERPART]->(p:Official) WHERE p.uri IN $person })
  AND ($country IS NULL OR EXISTS {
    MATCH (c)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(side:Country) WHERE side.uri IN $country })
  AND ($counterpart IS NULL OR EXISTS {
    MATCH (c)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(side:Country) WHERE side.uri IN $counterpart })
OPTIONAL MATCH (c)-[:MADE_AT]->(m:Meeting)
WITH DISTINCT t, c, m, toInteger(left(c.date_edtf, 4)) AS year, coalesce(c.modality, 'refused') AS modality
WITH t, year, collect(modality) AS said, count(DISTINCT m) AS meetings
WITH t, year, said, meetings, size([x IN said WHERE x <> 'refused']) AS commitments
ORDER BY year
WITH t, collect([year, said, meetings, commitments]) AS years
UNWIND years AS each
WITH t, each[0] AS year, each[1] AS said, each[2] AS meetings, each[3] AS commitments,
     [before IN years WHERE before[0] = each[0] - 1 | before[3]] AS before
RETURN year, t.label AS topic, meetings, commitments,
       size([x IN said WHERE x = 'proposed']) AS proposed, size([x IN said WHERE x = 'requested']) AS requested,
       size([x IN said WHERE x = 'pledged']) AS pledged, size([x IN said WHERE x = 'agreed']) AS agreed,
       size([x IN said WHERE x = 'signed']) AS signed, size([x IN said WHERE x = 'refused']) AS refused,
       commitments - coalesce(head(before), 0) AS change, t.uri AS topic_uri
ORDER BY year, CASE WHEN topic_uri ENDS WITH '/general-cooperation' OR topic_uri ENDS WITH '/other' THEN 1 ELSE 0 END,
         commitments DESC, topic, topic_uri
LIMIT $limit
