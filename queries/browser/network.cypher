// title: Network of officials
// question: Who met whom, as a network?
MATCH path = (:Official)-[:MET]->(:Official)
RETURN path
LIMIT 300
