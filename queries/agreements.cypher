// title: Agreements and mechanisms
// question: Which documents and standing mechanisms bind whom, of what kind, since when and in what state?
// param country: country* = all -- only those of one of these
// param counterpart: country* = all -- and only those of one of these too
// param organisation: organisation* = all -- only those to which one of these is a party
// param type: any of memorandum, agreement, treaty, plan, joint statement, dialogue, mechanism, partnership, alliance,
//    framework, programme = any -- only those of this type
// param status: any of signed, in force, planned, negotiating, expired = any -- only those in this state
// param since: since = any -- only those dated on or after this date
// param until: until = any -- only those dated on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column name: text
// column type: text
// column status: text -- signed, in force, planned, negotiating or expired
// column date: text -- when it was signed or is to be (EDTF)
// column parties: text*
// column editions: integer* -- of a mechanism, the editions that articles number
// column signed_at: text -- the meeting at which it was signed
// column sources: integer -- number of independent articles that name it
// column uri: uri
MATCH (g:Agreement|Mechanism)
WHERE ($type IS NULL OR g.agreement_type IN $type)
  AND ($status IS NULL OR g.status IN $status)
  AND ($since IS NULL OR last(split(g.date_edtf, '/')) + '~' >= $since)
  AND ($until IS NULL OR g.date_edtf >= '0' AND head(split(g.date_edtf, '/')) <= $until)
  AND ($organisation IS NULL OR EXISTS { MATCH (g)-[:PARTY]->(o:Organisation) WHERE o.uri IN $organisation })
  AND ($country IS NULL OR EXISTS { MATCH (g)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WHERE c.uri IN $country })
  AND ($counterpart IS NULL OR EXISTS {
    MATCH (g)-[:PARTY]->()-[:COUNTRY*0..1]->(c:Country) WHERE c.uri IN $counterpart })
OPTIONAL MATCH (g)-[:SIGNED_AT]->(m:Meeting)
RETURN g.label AS name, g.agreement_type AS type, g.status AS status, g.date_edtf AS date,
       COLLECT { MATCH (g)-[:PARTY]->(x) RETURN x.label ORDER BY x.label } AS parties,
       g.editions_seen AS editions, m.label AS signed_at,
       COUNT { MATCH (g)<-[:SUPPORTS]-()-[:IN_ARTICLE]->()-[:ORIGIN]->(source) RETURN DISTINCT source } AS sources,
       g.uri AS uri
ORDER BY coalesce(date, '~'), name, uri
LIMIT $limit
