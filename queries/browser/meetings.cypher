// title: Meetings and who took part
// question: Which meetings were held last, and who took part for which country?
MATCH (m:Meeting {status: 'held'})
WHERE m.date_from IS NOT NULL
WITH m
ORDER BY m.date_from DESC, m.uri
LIMIT 10
MATCH path = (m)-[:PARTICIPATION]->(part:Participation)-[:PARTICIPANT]->()
OPTIONAL MATCH for = (part)-[:SIDE]->(:Country)
RETURN path, for
