// title: Recurring commitments
// question: On which topics do the same two sides commit themselves again, at which meetings, and how firmly each time?
// param country: country* = all -- only pairs with one of these countries
// param counterpart: country* = all -- only pairs with one of these countries on the other side
// param person: official* = all -- only what one of these said or was told
// param topic: topic* = all -- only these topics
// param modality: any of proposed, requested, pledged, agreed, signed = any -- only what was said so
// param since: since = any -- only meetings on or after this date
// param until: until = any -- only meetings on or before this date
// param sides: one of countries, organisations = countries -- what counts as a side
// param broad: flag = no -- count by group of topics instead of by topic
// param least: integer = 2 -- only what recurs in at least so many distinct meetings
// param limit: integer = 1000 -- at most so many rows
// column side: text
// column counterpart: text
// column topic: text
// column meetings: integer -- number of distinct meetings held at which it came up
// column first: text -- date of the earliest one (EDTF)
// column last: text -- date of the latest one (EDTF)
// column years: number -- years between the two
// column course: text* -- date of each meeting, and how it was said there
// column repeats: text* -- dates of statements in nearly the same words as one of an earlier date
// column quotes: text* -- the words it rests on, by date
// column side_uri: uri
// column counterpart_uri: uri
// column topic_uri: uri
CALL () {
  UNWIND $person AS uri
  MATCH (:Resource {uri: uri})<-[:ACTOR|COUNTERPART]-(c:Commitment)
  RETURN c
  UNION
  WITH 1 AS all WHERE $person IS NULL AND coalesce($country, $counterpart) IS NOT NULL
  UNWIND coalesce($country, $counterpart) AS uri
  MATCH (:Resource {uri: uri})<-[:ACTOR_SIDE|COUNTERPART_SIDE]-(c:Commitment)
  RETURN c
  UNION
  WITH 1 AS all WHERE $person IS NULL AND $country IS NULL AND $counterpart IS NULL
  MATCH (c:Resource)
  WHERE c.uri STARTS WITH 'https://w3id.org/security-cooperation/id/commitment/'
  WITH c WHERE c:Commitment
  RETURN c
}
MATCH (c)-[:MADE_AT]->(m:Meeting {status: 'held'})
WHERE ($modality IS NULL OR c.modality IN $modality)
  AND ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR m.date_edtf >= '0' AND m.date_edtf <= $until)
CALL (c, m) {
  UNWIND CASE $sides WHEN 'countries' THEN [1] ELSE [] END AS chosen
  MATCH (c)-[:ACTOR_SIDE]->(one:Country), (c)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(other:Country)
  WHERE one.uri <> other.uri
  RETURN one, other, one.uri AS one_country, other.uri AS other_country
  UNION
  UNWIND CASE $sides WHEN 'organisations' THEN [1] ELSE [] END AS chosen
  MATCH (c)-[:ACTOR]->(actor), (c)-[:ACTOR|COUNTERPART]->(party)
  UNWIND CASE WHEN actor:Organisation THEN [actor] ELSE COLLECT {
    MATCH (m)-[:PARTICIPATION]->(at)-[:PARTICIPANT]->(actor), (at)-[:HELD_POST]->()-[:POST_IN]->(o:Organisation) RETURN o
  } END AS one
  UNWIND CASE WHEN party:Organisation THEN [party] ELSE COLLECT {
    MATCH (m)-[:PARTICIPATION]->(at)-[:PARTICIPANT]->(party), (at)-[:HELD_POST]->()-[:POST_IN]->(o:Organisation) RETURN o
  } END AS other
  MATCH (one)-[:COUNTRY]->(oc:Country), (other)-[:COUNTRY]->(pc:Country)
  WHERE oc.uri <> pc.uri
  RETURN one, other, oc.uri AS one_country, pc.uri AS other_country
}
WITH c, m, one, other
WHERE any(pair IN [[one_country, other_country], [other_country, one_country]]
          WHERE ($country IS NULL OR pair[0] IN $country) AND ($counterpart IS NULL OR pair[1] IN $counterpart))
WITH DISTINCT c, m, CASE WHEN one.label < other.label THEN one ELSE other END AS a,
                    CASE WHEN one.label < other.label THEN other ELSE one END AS b
MATCH (c)-[:TOPIC]->(narrow:Topic)-[:BROADER*0..]->(t:Topic)
WHERE ($topic IS NULL OR narrow.uri IN $topic)
  AND ($broad AND NOT (t)-[:BROADER]->() OR NOT $broad AND t.uri = narrow.uri)
MATCH (c)<-[:SUPPORTS]-(e:Evidence)
OPTIONAL MATCH (c)-[:RESTATES]->(:Commitment)-[:MADE_AT]->(before:Meeting)
WITH a, b, t, m, coalesce(m.date_edtf, 'undated') AS date, c.modality AS modality, e, before.date_edtf AS before
ORDER BY date, modality, e.uri
WITH a, b, t, m, date, collect(DISTINCT modality) AS modalities, collect(DISTINCT e.quote) AS quotes,
     collect(DISTINCT date + ' as ' + before) AS again
ORDER BY date, m.uri
WITH a, b, t, count(m) AS meetings, [d IN collect(date) WHERE d >= '0' AND d < 'a'] AS dates,
     collect(date + reduce(said = '', each IN modalities | said + CASE said WHEN '' THEN ' ' ELSE ', ' END + each))
       AS course,
     reduce(all = [], each IN collect(again) | all + each) AS repeats,
     reduce(all = [], each IN collect([quote IN quotes | date + ': ' + quote]) | all + each) AS quotes
WHERE meetings >= $least
RETURN a.label AS side, b.label AS counterpart, t.label AS topic, meetings,
       head(dates) AS first, last(dates) AS last,
       round(duration.inDays(date(left(head(dates) + '-01-01', 10)), date(left(last(dates) + '-01-01', 10))).days
             / 365.25, 1) AS years,
       course, repeats, quotes, a.uri AS side_uri, b.uri AS counterpart_uri, t.uri AS topic_uri
ORDER BY CASE WHEN t.uri ENDS WITH '/general-cooperation' OR t.uri ENDS WITH '/other' THEN 1 ELSE 0 END,
         meetings DESC, years DESC, side, counterpart, topic, side_uri, counterpart_uri, topic_uri
LIMIT $limit
