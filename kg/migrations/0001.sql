-- The first form of a workspace.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- `record` is the article as the source gave it, `content` its hash; `cleaned` is what cleaning settled. All are JSON.
CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  record TEXT NOT NULL,
  cleaned TEXT NOT NULL,
  ingested TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;

-- What was read out of each article, and by which version of the code and the data that read.
CREATE TABLE extractions (
  article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  reader TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE rejected (source TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL, seen TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE INDEX rejected_by_source ON rejected (source, line);

-- What people call things: `folded` as written, `sorted` with its words in alphabetical order.
CREATE TABLE names (kind TEXT NOT NULL, folded TEXT NOT NULL, sorted TEXT NOT NULL, uri TEXT NOT NULL, label TEXT NOT NULL);
CREATE INDEX names_by_folded ON names (kind, folded);
CREATE INDEX names_by_sorted ON names (kind, sorted);

-- A curator's decisions about mentions (article, kind, folded name); `wrong` has no second mention.
CREATE TABLE decisions (
  judgement TEXT NOT NULL,
  first_article TEXT NOT NULL,
  first_kind TEXT NOT NULL,
  first_name TEXT NOT NULL,
  second_article TEXT NOT NULL DEFAULT '',
  second_kind TEXT NOT NULL DEFAULT '',
  second_name TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (first_article, first_kind, first_name, second_article, second_kind, second_name)
) WITHOUT ROWID;

-- What each graph holds: the state of the workspace that was last sent to it in full.
CREATE TABLE pushed (target TEXT PRIMARY KEY, state TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) WITHOUT ROWID;
