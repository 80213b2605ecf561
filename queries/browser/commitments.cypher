// title: The topic that comes up most
// question: Which commitments were made on it, by which countries, at which meetings?
MATCH (t:Topic)<-[:TOPIC]-(c:Commitment)
WITH t, count(DISTINCT c) AS commitments
ORDER BY commitments DESC, t.uri
LIMIT 1
MATCH path = (t)<-[:TOPIC]-(c:Commitment)-[:ACTOR_SIDE|COUNTERPART_SIDE]->(:Country)
OPTIONAL MATCH at = (c)-[:MADE_AT]->(:Meeting)
RETURN path, at
LIMIT 200
