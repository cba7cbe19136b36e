-- What the migrations add up to. Written by: go test ./store -run Schema -update

CREATE TABLE actor_names (
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    folded   TEXT NOT NULL,
    PRIMARY KEY (actor_id, folded)
) WITHOUT ROWID;

CREATE INDEX actor_names_folded ON actor_names (folded);

CREATE TABLE actor_records (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL CHECK (key <> ''),
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'state', 'organisation', 'group')),
    country    TEXT NOT NULL DEFAULT '',
    names      TEXT NOT NULL CHECK (json_valid(names)),
    aliases    TEXT CHECK (json_valid(aliases)),
    surname    TEXT NOT NULL DEFAULT '',
    terms      TEXT CHECK (json_valid(terms)),
    source     TEXT NOT NULL CHECK (source <> ''),
    user_id    INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    created_at DATETIME NOT NULL
);

CREATE INDEX actor_records_key ON actor_records (key, id);

CREATE TABLE actors (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL CHECK (key <> ''),
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL CHECK (name <> ''),
    names      TEXT CHECK (json_valid(names)),
    country    TEXT NOT NULL DEFAULT '',
    office     TEXT NOT NULL DEFAULT '',
    is_new     BOOLEAN NOT NULL DEFAULT 0,
    by_hand    BOOLEAN NOT NULL DEFAULT 0,
    revision   INTEGER NOT NULL DEFAULT 0,
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX actors_key ON actors (key);

CREATE TABLE article_addresses (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source_id  INTEGER REFERENCES sources (id) ON DELETE RESTRICT,
    feed_id    INTEGER REFERENCES feeds (id) ON DELETE SET NULL,
    url        TEXT NOT NULL DEFAULT '',
    guid       TEXT NOT NULL DEFAULT '',
    created_at DATETIME NOT NULL,
    CHECK (url <> '' OR guid <> '')
);

CREATE INDEX article_addresses_article ON article_addresses (article_id);

CREATE UNIQUE INDEX article_addresses_guid ON article_addresses (feed_id, guid) WHERE guid <> '';

CREATE UNIQUE INDEX article_addresses_url ON article_addresses (url) WHERE url <> '';

CREATE TABLE article_bands (
    band       INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)
) WITHOUT ROWID;

CREATE TABLE article_pages (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    html       TEXT NOT NULL
);

CREATE TABLE article_prints (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    print      BLOB NOT NULL
);

CREATE TABLE articles (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id         INTEGER REFERENCES sources (id) ON DELETE RESTRICT,
    feed_id           INTEGER REFERENCES feeds (id) ON DELETE SET NULL,
    url               TEXT NOT NULL DEFAULT '',
    guid              TEXT NOT NULL DEFAULT '',
    title             TEXT NOT NULL DEFAULT '',
    byline            TEXT NOT NULL DEFAULT '',
    lang              TEXT NOT NULL DEFAULT '',
    text              TEXT NOT NULL,
    content_hash      TEXT NOT NULL CHECK (content_hash <> ''),
    published         TEXT NOT NULL DEFAULT '' CHECK (published = '' OR published GLOB '*[0-9]-[0-9][0-9]-[0-9][0-9]'),
    published_by      TEXT NOT NULL DEFAULT 'none'
                      CHECK (published_by IN ('given', 'metadata', 'feed', 'text', 'inferred', 'none')),
    candidates        TEXT CHECK (json_valid(candidates)),
    extractor_version TEXT NOT NULL DEFAULT '',
    demo              BOOLEAN NOT NULL DEFAULT 0,
    created_at        DATETIME NOT NULL,
    updated_at        DATETIME NOT NULL
, copy_of INTEGER REFERENCES articles (id) ON DELETE RESTRICT);

CREATE INDEX articles_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;

CREATE UNIQUE INDEX articles_guid ON articles (feed_id, guid) WHERE guid <> '';

CREATE UNIQUE INDEX articles_hash ON articles (content_hash);

CREATE INDEX articles_newest ON articles (published, id);

CREATE INDEX articles_source ON articles (source_id);

CREATE INDEX articles_undated ON articles (published, id) WHERE published_by IN ('inferred', 'none');

CREATE INDEX articles_url ON articles (url) WHERE url <> '';

CREATE TABLE event_actors (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE RESTRICT,
    role     TEXT NOT NULL DEFAULT 'actor',
    position INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (event_id, actor_id)
) WITHOUT ROWID;

CREATE INDEX event_actors_actor ON event_actors (actor_id, event_id);

CREATE TABLE event_blocks (
    key      TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    PRIMARY KEY (key, event_id)
) WITHOUT ROWID;

CREATE INDEX event_blocks_event ON event_blocks (event_id);

CREATE TABLE event_countries (
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    code     TEXT NOT NULL,
    PRIMARY KEY (event_id, code)
) WITHOUT ROWID;

CREATE INDEX event_countries_code ON event_countries (code, event_id);

CREATE VIRTUAL TABLE event_search USING fts5 (
    title, evidence, actors,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE events (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL CHECK (uid <> ''),
    type        TEXT NOT NULL CHECK (type <> ''),
    status      TEXT NOT NULL CHECK (status IN
                ('planned', 'occurred', 'ongoing', 'postponed', 'cancelled', 'denied', 'proposed')),
    review      TEXT NOT NULL CHECK (review IN ('pending', 'accepted', 'rejected')),
    edtf        TEXT NOT NULL DEFAULT '',
    start_day   INTEGER,
    end_day     INTEGER,
    precision   TEXT NOT NULL DEFAULT '',
    day_basis   TEXT NOT NULL DEFAULT '' CHECK (day_basis IN ('', 'text', 'context', 'publication', 'curator')),
    titles      TEXT CHECK (json_valid(titles)),
    summaries   TEXT CHECK (json_valid(summaries)),
    place_id    INTEGER REFERENCES places (id) ON DELETE RESTRICT,
    countries   TEXT CHECK (json_valid(countries)),
    attribution TEXT NOT NULL DEFAULT '',
    confidence  REAL NOT NULL DEFAULT 0 CHECK (confidence BETWEEN 0 AND 1),
    locked      TEXT CHECK (json_valid(locked)),
    merged_into INTEGER REFERENCES events (id) ON DELETE RESTRICT CHECK (merged_into <> id),
    version     INTEGER NOT NULL DEFAULT 1,
    sequence    INTEGER NOT NULL DEFAULT 0,
    created_at  DATETIME NOT NULL,
    updated_at  DATETIME NOT NULL, component_id INTEGER NOT NULL DEFAULT 0, blocked_version INTEGER NOT NULL DEFAULT 0,
    CHECK ((start_day IS NULL) = (end_day IS NULL)),
    CHECK ((start_day IS NULL) = (edtf = '')),
    CHECK (start_day < end_day)
);

CREATE INDEX events_changed ON events (updated_at);

CREATE INDEX events_component ON events (component_id) WHERE component_id <> 0;

CREATE INDEX events_days ON events (start_day, id, end_day, review, merged_into);

CREATE INDEX events_merged ON events (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX events_place ON events (place_id) WHERE place_id IS NOT NULL;

CREATE INDEX events_review ON events (review, start_day);

CREATE INDEX events_status ON events (status, start_day);

CREATE INDEX events_type ON events (type, start_day);

CREATE UNIQUE INDEX events_uid ON events (uid);

CREATE INDEX events_unblocked ON events (id) WHERE blocked_version <> version;

CREATE TABLE feeds (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id     INTEGER REFERENCES sources (id) ON DELETE SET NULL,
    url           TEXT NOT NULL CHECK (url <> ''),
    title         TEXT NOT NULL DEFAULT '',
    schedule      TEXT NOT NULL DEFAULT '',
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    last_run_at   DATETIME,
    last_ok_at    DATETIME,
    next_run_at   DATETIME,
    last_error    TEXT NOT NULL DEFAULT '',
    failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    items         INTEGER NOT NULL DEFAULT 0 CHECK (items >= 0),
    disabled      BOOLEAN NOT NULL DEFAULT 0,
    created_at    DATETIME NOT NULL,
    updated_at    DATETIME NOT NULL
, last_run INTEGER NOT NULL DEFAULT 0, moved_from TEXT NOT NULL DEFAULT '');

CREATE UNIQUE INDEX feeds_url ON feeds (url);

CREATE TABLE identity_decisions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id   INTEGER NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
    other_id   INTEGER REFERENCES events (id) ON DELETE RESTRICT,
    article_id INTEGER REFERENCES articles (id) ON DELETE RESTRICT,
    report     INTEGER NOT NULL DEFAULT 0,
    same       BOOLEAN NOT NULL,
    user_id    INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    note       TEXT NOT NULL DEFAULT '',
    created_at DATETIME NOT NULL,
    CHECK ((other_id IS NULL) <> (article_id IS NULL))
);

CREATE INDEX identity_decisions_event ON identity_decisions (event_id);

CREATE INDEX identity_decisions_other ON identity_decisions (other_id) WHERE other_id IS NOT NULL;

CREATE INDEX identity_decisions_report ON identity_decisions (article_id, report) WHERE article_id IS NOT NULL;

CREATE TABLE mentions (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id          INTEGER NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
    article_id        INTEGER NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
    start             INTEGER NOT NULL CHECK (start >= 0),
    "end"             INTEGER NOT NULL,
    text              TEXT NOT NULL,
    timex_start       INTEGER NOT NULL DEFAULT 0,
    timex_end         INTEGER NOT NULL DEFAULT 0,
    timex_text        TEXT NOT NULL DEFAULT '',
    timex_type        TEXT NOT NULL DEFAULT '',
    timex_value       TEXT NOT NULL DEFAULT '',
    "trigger"         TEXT NOT NULL DEFAULT '',
    rule              TEXT NOT NULL DEFAULT '',
    type              TEXT NOT NULL DEFAULT '',
    status            TEXT NOT NULL DEFAULT '',
    edtf              TEXT NOT NULL DEFAULT '',
    title             TEXT NOT NULL DEFAULT '',
    attribution       TEXT NOT NULL DEFAULT '',
    confidence        REAL NOT NULL DEFAULT 0,
    extractor_version TEXT NOT NULL DEFAULT '',
    created_at        DATETIME NOT NULL, report INTEGER NOT NULL DEFAULT 0, facts TEXT CHECK (json_valid(facts)),
    CHECK (start <= "end")
);

CREATE INDEX mentions_article ON mentions (article_id, start);

CREATE INDEX mentions_event ON mentions (event_id, id);

CREATE TABLE places (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    key     TEXT NOT NULL CHECK (key <> ''),
    name    TEXT NOT NULL,
    names   TEXT CHECK (json_valid(names)),
    country TEXT NOT NULL DEFAULT '',
    lat     REAL CHECK (lat BETWEEN -90 AND 90),
    lon     REAL CHECK (lon BETWEEN -180 AND 180)
);

CREATE UNIQUE INDEX places_key ON places (key);

CREATE TABLE revisions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id   INTEGER NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
    user_id    INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    article_id INTEGER REFERENCES articles (id) ON DELETE RESTRICT,
    action     TEXT NOT NULL CHECK (action <> ''),
    changes    TEXT CHECK (json_valid(changes)),
    note       TEXT NOT NULL DEFAULT '',
    created_at DATETIME NOT NULL
);

CREATE INDEX revisions_event ON revisions (event_id, id);

CREATE TABLE saved_views (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token      TEXT NOT NULL CHECK (token <> ''),
    slug       TEXT NOT NULL DEFAULT '',
    name       TEXT NOT NULL CHECK (name <> ''),
    query      TEXT NOT NULL DEFAULT '',
    created_at DATETIME NOT NULL,
    updated_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX saved_views_token ON saved_views (token);

CREATE INDEX saved_views_user ON saved_views (user_id, name);

CREATE TABLE sessions (
    token  TEXT NOT NULL PRIMARY KEY,
    data   BLOB NOT NULL,
    expiry DATETIME NOT NULL
);

CREATE INDEX sessions_expiry ON sessions (expiry);

CREATE TABLE sources (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL DEFAULT '',
    host       TEXT NOT NULL DEFAULT '',
    created_at DATETIME NOT NULL
);

CREATE UNIQUE INDEX sources_host ON sources (host) WHERE host <> '';

CREATE UNIQUE INDEX sources_name ON sources (name) WHERE host = '';

CREATE TABLE users (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
    password_hash TEXT NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('curator', 'admin')),
    lang          TEXT NOT NULL DEFAULT '',
    disabled_at   DATETIME,
    last_login_at DATETIME,
    created_at    DATETIME NOT NULL,
    updated_at    DATETIME NOT NULL
);

CREATE UNIQUE INDEX users_name ON users (name);
