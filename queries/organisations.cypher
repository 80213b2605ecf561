// title: Organisations
// question: Which ministries, agencies and other bodies are active, through whom, how often and until when?
// param organisation: organisation* = all -- only these
// param country: country* = all -- only those of one of these
// param since: since = any -- count only meetings and commitments on or after this date
// param until: until = any -- count only meetings and commitments on or before this date
// param limit: integer = 1000 -- at most so many rows
// column organisation: text
// column acronyms: text*
// column kind: text -- ministry, agency, party, international organisation or organisation
// column country: text
// column officials: text* -- who is seen in an office there
// column meetings: integer -- number of meetings held with it, or with an official in an office there
// column commitments: integer -- number of statements by it or to it, or by or to such an official at these meetings
// column first: text -- date of the earliest meeting (EDTF)
// column last: text -- date of the latest meeting (EDTF)
// column uri: uri
MATCH (o:Organisation)
WHERE $organisation IS NULL OR o.uri IN $organisation
OPTIONAL MATCH (o)-[:COUNTRY]->(c:Country)
WITH o, c
WHERE $country IS NULL OR c.uri IN $country
CALL (o) {
  OPTIONAL MATCH (o)<-[:PARTICIPANT]-(part:Participation)<-[:PARTICIPATION]-(m:Meeting {status: 'held'})
  WHERE ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
    AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
  RETURN part, m
  UNION
  OPTIONAL MATCH (o)<-[:POST_IN]-(:Post)<-[:HELD_POST]-(part:Participation)<-[:PARTICIPATION]-(m:Meeting {status: 'held'})
  WHERE ($since IS NULL OR last(split(m.date_edtf, '/')) + '~' >= $since)
    AND ($until IS NULL OR m.date_edtf >= '0' AND head(split(m.date_edtf, '/')) <= $until)
  RETURN part, m
}
OPTIONAL MATCH (part)-[:PARTICIPANT]->(who)
OPTIONAL MATCH (m)<-[:MADE_AT]-(said:Commitment)-[:ACTOR|COUNTERPART]->(who)
WITH o, c, count(DISTINCT m) AS meetings, collect(DISTINCT said.uri) AS said,
     min(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS first,
     max(CASE WHEN m.date_edtf >= '0' THEN m.date_edtf END) AS last
OPTIONAL MATCH (o)<-[:ACTOR|COUNTERPART]-(own:Commitment)
WHERE NOT own.uri IN said
  AND ($since IS NULL OR last(split(own.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR own.date_edtf >= '0' AND head(split(own.date_edtf, '/')) <= $until)
WITH o, c, meetings, size(said) AS said, first, last, count(DISTINCT own) AS own
RETURN o.label AS organisation, o.acronym AS acronyms,
       CASE WHEN o:Ministry THEN 'ministry' WHEN o:Agency THEN 'agency' WHEN o:Party THEN 'party'
            WHEN o:InternationalOrganisation THEN 'international organisation' ELSE 'organisation' END AS kind,
       c.label AS country,
       COLLECT { MATCH (o)<-[:POST_IN]-(:Post)<-[:POST]-(:PostHolding)-[:HOLDER]->(p)
                 WITH DISTINCT p.label AS label RETURN label ORDER BY label } AS officials,
       meetings, said + own AS commitments, first, last, o.uri AS uri
ORDER BY meetings + commitments DESC, organisation, uri
LIMIT $limit
