-- +goose Up
-- Where else an article can be read: other addresses of the very same text, and
-- the names that other feeds, or the same under a new name, give it.
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
CREATE UNIQUE INDEX article_addresses_url ON article_addresses (url) WHERE url <> '';
CREATE UNIQUE INDEX article_addresses_guid ON article_addresses (feed_id, guid) WHERE guid <> '';

-- The page as it was, reduced to harmless HTML.
CREATE TABLE article_pages (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    html       TEXT NOT NULL
);

-- What a text is recognised by when it comes again a little changed, and an
-- index of its parts: articles that share several are compared.
CREATE TABLE article_prints (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    print      BLOB NOT NULL
);
CREATE TABLE article_bands (
    band       INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)
) WITHOUT ROWID;
ALTER TABLE articles ADD COLUMN copy_of INTEGER REFERENCES articles (id) ON DELETE RESTRICT;
CREATE INDEX articles_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;

-- The last run of a feed that found articles: their jobs carry the same number.
ALTER TABLE feeds ADD COLUMN last_run INTEGER NOT NULL DEFAULT 0;
