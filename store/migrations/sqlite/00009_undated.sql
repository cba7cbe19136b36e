-- +goose Up
-- Articles that wait for a curator to give their day.
CREATE INDEX articles_undated ON articles (published, id) WHERE published_by IN ('inferred', 'none');
