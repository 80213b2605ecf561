// title: Path between two officials
// question: Through whom are two officials linked by meetings?
// param first: official = required -- the one
// param second: official = required -- the other
// param paths: integer = 3 -- show at most so many of the shortest paths
// column path: integer -- number of the path
// column step: integer -- number of the step in it
// column official: text
// column counterpart: text -- whom this one met
// column meetings: integer -- number of meetings held of the two
// column first: text -- date of the earliest one (EDTF)
// column last: text -- date of the latest one (EDTF)
// column official_uri: uri
// column counterpart_uri: uri
MATCH (a:Official), (b:Official)
WHERE a.uri IN $first AND b.uri IN $second AND a.uri <> b.uri
MATCH found = allShortestPaths((a)-[:MET*..10]-(b))
WITH [x IN nodes(found) | x.uri] AS people
ORDER BY size(people), people
LIMIT $paths
WITH collect(people) AS found
UNWIND range(0, size(found) - 1) AS path
UNWIND range(0, size(found[path]) - 2) AS step
MATCH (x:Resource {uri: found[path][step]}), (y:Resource {uri: found[path][step + 1]})
MATCH (x)<-[:PARTICIPANT]-(:Participation)<-[:PARTICIPATION]-(m:Meeting {status: 'held'}),
      (m)-[:PARTICIPATION]->(:Participation)-[:PARTICIPANT]->(y)
RETURN path + 1 AS path, step + 1 AS step, x.label AS official, y.label AS counterpart,
       count(DISTINCT m) AS meetings,
       min(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS first,
       max(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS last, x.uri AS official_uri, y.uri AS counterpart_uri
ORDER BY path, step
