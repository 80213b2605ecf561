// title: A meeting and the words it rests on
// question: Which articles tell of the meeting with the most sources, and in which words?
MATCH (m:Meeting {status: 'held'})<-[:SUPPORTS]-(:Evidence)-[:IN_ARTICLE]->(a:Article)
WITH m, count(DISTINCT a) AS articles
ORDER BY articles DESC, m.uri
LIMIT 1
MATCH path = (m)<-[:SUPPORTS]-(:Evidence)-[:IN_ARTICLE]->(:Article)
MATCH present = (m)-[:PARTICIPATION]->(:Participation)-[:PARTICIPANT]->()
RETURN path, present
