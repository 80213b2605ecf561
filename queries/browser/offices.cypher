// title: Offices of one organisation
// question: Who held which office in the organisation that most officials come from?
MATCH (o:Organisation)<-[:POST_IN]-(:Post)<-[:POST]-(:PostHolding)-[:HOLDER]->(p:Official)
WITH o, count(DISTINCT p) AS officials
ORDER BY officials DESC, o.uri
LIMIT 1
MATCH path = (o)<-[:POST_IN]-(:Post)<-[:POST]-(:PostHolding)-[:HOLDER]->(:Official)
RETURN path
