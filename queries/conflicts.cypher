// title: Conflicts between sources
// question: Where can't the articles all be right: dates, places and participants of a meeting, holders of an office?
// param country: country* = all -- only what concerns one of these
// param person: official* = all -- only what concerns one of these
// param kind: any of date, place, participants, holders = any -- only conflicts of this kind
// param since: since = any -- only meetings and agreements on or after this date
// param until: until = any -- only meetings and agreements on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: date
// column kind: text -- what the articles differ in: date, place, participants, or holders of one office at one time
// column fact: text -- the meeting, the agreement or the office
// column date: text -- the date that was settled on (EDTF)
// column told: text* -- what each says, and which article says so
// column countries: text* -- the sides
// column uri: uri
CALL () {
  MATCH (m:Meeting|Agreement)
  WHERE size(m.differs_in) > 0
  UNWIND m.differs_in AS kind
  CALL (m) {
    MATCH (m)<-[:SUPPORTS]-(e:Evidence)-[:IN_ARTICLE]->(a:Article)
    OPTIONAL MATCH (m)-[:PARTICIPATION]->(part)<-[:SUPPORTS]-(named:Evidence)-[:IN_ARTICLE]->(a)
    WHERE named.uri STARTS WITH e.uri + '/'
    WITH e, a, named
    ORDER BY named.written_name
    WITH e, a, collect(named.written_name) AS names
    RETURN collect({date: e.date_edtf, place: e.place, names: names, article: a.label}) AS tellings
  }
  UNWIND tellings AS telling
  WITH m, kind, telling.article AS article,
       CASE kind WHEN 'date' THEN telling.date WHEN 'place' THEN telling.place
         ELSE reduce(said = '', name IN telling.names | said + CASE said WHEN '' THEN '' ELSE ', ' END + name)
       END AS value
  ORDER BY value, article
  WITH m, kind, collect(value + ' (' + article + ')') AS told
  RETURN m AS thing, kind, told, m.date_edtf AS date,
         COLLECT { MATCH (m)-[:PARTICIPATION]->()-[:PARTICIPANT]->(p:Official) RETURN p.uri } AS people,
         COLLECT { MATCH (m)-[:PARTICIPATION|PARTY]->()-[:SIDE|COUNTRY*0..1]->(c:Country)
                   WITH DISTINCT c RETURN c.uri } AS sides
  UNION ALL
  MATCH (post:Post {sole_holder: true})<-[:POST]-(h:PostHolding)-[:HOLDER]->(x:Official),
        (post)<-[:POST]-(i:PostHolding)-[:HOLDER]->(y:Official)
  WHERE x.uri < y.uri AND NOT h.former AND NOT i.former
    AND coalesce(h.from, h.first_seen) <= coalesce(i.to, i.last_seen)
    AND coalesce(i.from, i.first_seen) <= coalesce(h.to, h.last_seen)
  OPTIONAL MATCH (post)-[:COUNTRY]->(c:Country)
  RETURN post AS thing, 'holders' AS kind,
         [each IN [[x, h], [y, i]] | each[0].label + ' (' + coalesce(each[1].from, each[1].first_seen) + ' to '
                                      + coalesce(each[1].to, each[1].last_seen) + ')'] AS told,
         CASE WHEN h.first_seen > i.first_seen THEN h.first_seen ELSE i.first_seen END AS date,
         [x.uri, y.uri] AS people, CASE WHEN c IS NULL THEN [] ELSE [c.uri] END AS sides
}
WITH thing, kind, told, date, people, sides
WHERE ($kind IS NULL OR kind IN $kind)
  AND ($person IS NULL OR any(uri IN people WHERE uri IN $person))
  AND ($country IS NULL OR any(uri IN sides WHERE uri IN $country))
  AND ($since IS NULL OR last(split(date, '/')) + '~' >= $since)
  AND ($until IS NULL OR date >= '0' AND head(split(date, '/')) <= $until)
RETURN kind, thing.label AS fact, date, told,
       COLLECT { MATCH (c:Country) WHERE c.uri IN sides RETURN c.label ORDER BY c.label } AS countries,
       thing.uri AS uri
ORDER BY coalesce(date, '~'), uri, kind, told
LIMIT $limit
