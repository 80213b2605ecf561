// title: Mentions
// question: Which person and which meeting does each article mean, in that article's own words?
// param article: article* = all -- only what these articles tell
// param person: official* = all -- only these persons, and meetings with one of them
// param limit: integer = 100000 -- at most so many rows
// column type: text -- Official or Meeting
// column uri: uri -- what is meant
// column article: text -- the article's id
// column name: text -- the person's fullest name in that article
// column participants: text* -- the persons whom that article has at the meeting
// column organisations: text* -- the sides without a named person
// column date: text -- the meeting's date as that article has it (EDTF)
// column status: text -- held, planned or denied, as that article has it
MATCH (fact:Official|Meeting)<-[:SUPPORTS]-(told:Evidence)-[:IN_ARTICLE]->(a:Article)
WHERE $article IS NULL OR a.uri IN $article
OPTIONAL MATCH (fact)-[:PARTICIPATION]->(part:Participation)-[:PARTICIPANT]->(who),
      (part)<-[:SUPPORTS]-(named:Evidence)-[:IN_ARTICLE]->(a)
WHERE named.uri STARTS WITH told.uri + '/'
WITH fact, told, a, who, named.written_name AS name
ORDER BY name
WITH fact, told, a, fact:Meeting AS is_meeting, collect(who.uri) AS present,
     collect(CASE WHEN who:Official THEN name END) AS participants,
     collect(CASE WHEN who:Official THEN null ELSE name END) AS organisations
WHERE $person IS NULL OR fact.uri IN $person OR any(uri IN present WHERE uri IN $person)
RETURN CASE WHEN is_meeting THEN 'Meeting' ELSE 'Official' END AS type, fact.uri AS uri, a.article_id AS article,
       told.written_name AS name,
       CASE WHEN is_meeting THEN participants END AS participants,
       CASE WHEN is_meeting THEN organisations END AS organisations,
       told.date_edtf AS date, told.status AS status
ORDER BY type, uri, article, told.uri
LIMIT $limit
