-- +goose Up
-- What one article says of one event is a report: its mentions share a number
-- within the article, and keep what the event is recognised by. Older mentions
-- are numbered by their event.
ALTER TABLE mentions ADD COLUMN report INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mentions ADD COLUMN facts TEXT CHECK (json_valid(facts));
UPDATE mentions SET report = event_id, facts = (
    SELECT json_object(
        'day_basis', e.day_basis,
        'countries', json(COALESCE(NULLIF(e.countries, 'null'), '[]')),
        'actors', json((
            SELECT json_group_array(json_object('key', a.key, 'kind', a.kind, 'role', ea.role))
            FROM event_actors ea JOIN actors a ON a.id = ea.actor_id WHERE ea.event_id = e.id
        )),
        'place', COALESCE(p.key, ''),
        'place_country', COALESCE(p.country, '')
    )
    FROM events e LEFT JOIN places p ON p.id = e.place_id WHERE e.id = mentions.event_id
);

-- Events whose reports were ever compared and matched form a component, named
-- by one of them; 0 is the event alone. blocked_version is the version whose
-- blocks are filed.
ALTER TABLE events ADD COLUMN component_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN blocked_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX events_component ON events (component_id) WHERE component_id <> 0;
CREATE INDEX events_unblocked ON events (id) WHERE blocked_version <> version;

-- The keys under which an event is found by a new report that may tell it.
CREATE TABLE event_blocks (
    key      TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    PRIMARY KEY (key, event_id)
) WITHOUT ROWID;
CREATE INDEX event_blocks_event ON event_blocks (event_id);

-- What curators decided of two reports or events: they are one event, or not.
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
