// title: Officials and their offices
// question: Who held which office, in which organisation, from when to when?
// param person: official* = all -- only these
// param country: country* = all -- only officials or offices of one of these
// param organisation: organisation* = all -- only offices in one of these
// param post: post* = all -- only these offices
// param former: flag = yes -- also offices that every article calls former
// param since: since = any -- only offices seen or stated on or after this date
// param until: until = any -- only offices seen or stated on or before this date
// param limit: integer = 1000 -- at most so many rows
// dated: first_seen
// column official: text
// column country: text -- whose official it is
// column title: text
// column organisation: text -- the body that the office is in
// column first_seen: text -- date of the earliest article that shows it (EDTF)
// column last_seen: text -- date of the latest one (EDTF)
// column from: text -- the beginning of the term, where an article states it (EDTF)
// column to: text -- its end, where an article states it (EDTF)
// column former: flag -- whether every article calls it a former office
// column sources: integer -- number of independent articles that show it
// column official_uri: uri
// column post_uri: uri
MATCH (p:Official)<-[:HOLDER]-(h:PostHolding)-[:POST]->(post:Post)
WHERE ($person IS NULL OR p.uri IN $person)
  AND ($post IS NULL OR post.uri IN $post)
  AND ($former OR NOT h.former)
  AND ($since IS NULL OR last(split(coalesce(h.to, h.last_seen), '/')) + '~' >= $since)
  AND ($until IS NULL OR coalesce(h.from, h.first_seen) >= '0'
       AND head(split(coalesce(h.from, h.first_seen), '/')) <= $until)
  AND ($country IS NULL OR EXISTS {
    MATCH (x:Country) WHERE x.uri IN $country AND ((p)-[:NATIONALITY]->(x) OR (post)-[:COUNTRY]->(x)) })
OPTIONAL MATCH (p)-[:NATIONALITY]->(c:Country)
OPTIONAL MATCH (post)-[:POST_IN]->(o:Organisation)
WITH p, h, post, c, o
WHERE $organisation IS NULL OR o.uri IN $organisation
RETURN p.label AS official, c.label AS country, post.label AS title, o.label AS organisation,
       h.first_seen AS first_seen, h.last_seen AS last_seen, h.from AS from, h.to AS to, h.former AS former,
       COUNT { MATCH (h)<-[:SUPPORTS]-()-[:IN_ARTICLE]->()-[:ORIGIN]->(source) RETURN DISTINCT source } AS sources,
       p.uri AS official_uri, post.uri AS post_uri
ORDER BY country, official, official_uri, former, coalesce(from, first_seen, '~'), post_uri
LIMIT $limit
