-- +goose Up
-- What curators know of actors, for the reading of articles. Rows are added,
-- never changed: the last one of a key counts, the others are its history.
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
