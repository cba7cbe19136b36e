-- Full text of events: one row an event, rowid the event's id. The words live
-- in their own tables, so the index keeps no second copy (content='') and the
-- store rewrites a row in the transaction that changes its event.

-- +goose Up
CREATE VIRTUAL TABLE event_search USING fts5 (
    title, evidence, actors,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);
