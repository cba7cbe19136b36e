-- +goose Up
-- Who keeps events in memory asks for those changed since the last look.
CREATE INDEX events_changed ON events (updated_at);
