-- +goose Up
-- Where a feed was before it moved for good and its address followed.
ALTER TABLE feeds ADD COLUMN moved_from TEXT NOT NULL DEFAULT '';
