package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"gorm.io/gorm"

	"chancery/models"
)

// Versions of the schema that belong to the queue, beside those of the folder
// of SQL files: ours to River's. Its own numbered steps are run by its own
// migrator up to a fixed one, so that a version of ours always means the same
// tables whatever River is built in. A newer step of River's is a new line.
var queueVersions = map[int64]int{5: 8}

// queueMigrations are the steps that make the queue's tables.
func queueMigrations() []*goose.Migration {
	var out []*goose.Migration
	for version, theirs := range queueVersions {
		out = append(out, goose.NewGoMigration(version, &goose.GoFunc{
			RunTx: func(ctx context.Context, tx *sql.Tx) error { return migrateQueue(ctx, tx, theirs) },
		}, nil))
	}
	return out
}

func migrateQueue(ctx context.Context, tx *sql.Tx, version int) error {
	m, err := rivermigrate.New(riversqlite.New(nil), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	//lint:ignore SA1019 the same reason, for staticcheck by itself
	//nolint:staticcheck // SA1019 is about steps of PostgreSQL's; SQLite's all run in one transaction, which has the only connection
	_, err = m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: version})
	return err
}

// QueueDriver lets the job queue work in this database, through the one writer:
// its transactions queue with ours and never meet a lock.
func (db *DB) QueueDriver() (riverdriver.Driver[*sql.Tx], error) {
	if db.inTx || len(db.pools) == 0 {
		return nil, errors.New("the queue needs an open database outside a transaction")
	}
	return riversqlite.New(db.pools[0]), nil
}

// SQLTx gives the transaction that this DB is, for a job to be put into the
// queue together with the data it is about.
func (db *DB) SQLTx() (*sql.Tx, error) {
	if tx, ok := db.write.Statement.ConnPool.(*sql.Tx); ok && db.inTx {
		return tx, nil
	}
	return nil, errors.New("not inside a transaction")
}

// progressSQL counts the jobs about feeds by state: those that fetch one, and
// those that take in an article of its last run.
const progressSQL = `
SELECT f.id AS feed_id, j.kind AS kind, j.state AS state, count(*) AS n
FROM river_job AS j
JOIN feeds AS f ON f.id = json_extract(j.args, '$.feed_id')
WHERE j.kind = @feed AND j.state IN ('available', 'pending', 'retryable', 'running', 'scheduled')
   OR j.kind = @article AND json_extract(j.args, '$.run') = f.last_run
GROUP BY f.id, j.kind, j.state`

// FeedProgress tells by feed what the queue has done and has to do; feeds it
// knows nothing of are not in it.
func (db *DB) FeedProgress(ctx context.Context) (map[uint64]models.FeedProgress, error) {
	var rows []struct {
		FeedID      uint64
		Kind, State string
		N           int
	}
	err := db.view(ctx, "count jobs", func(g *gorm.DB) error {
		return g.Raw(progressSQL, sql.Named("feed", models.JobFeed), sql.Named("article", models.JobArticle)).Scan(&rows).Error
	})
	if err != nil {
		return nil, err
	}
	out := map[uint64]models.FeedProgress{}
	for _, r := range rows {
		p := out[r.FeedID]
		p.Add(r.Kind, r.State, r.N)
		out[r.FeedID] = p
	}
	return out, nil
}

// FeedFailures lists the articles of a feed that the queue gave up on, the
// newest first, as long as it remembers them.
func (db *DB) FeedFailures(ctx context.Context, feedID uint64, limit int) ([]models.FeedFailure, error) {
	var out []models.FeedFailure
	err := db.view(ctx, "list failed jobs", func(g *gorm.DB) error {
		return g.Raw(`SELECT json_extract(args, '$.url') AS url, json_extract(args, '$.title') AS title,
  coalesce(json_extract(errors, '$[#-1].error'), '') AS error, finalized_at AS at
FROM river_job WHERE kind = @kind AND state IN ('cancelled', 'discarded') AND json_extract(args, '$.feed_id') = @feed
ORDER BY id DESC LIMIT @limit`, sql.Named("kind", models.JobArticle), sql.Named("feed", feedID), sql.Named("limit", limit)).Scan(&out).Error
	})
	return out, err
}

// QueueCounts gives how many jobs are in each state.
func (db *DB) QueueCounts(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := db.view(ctx, "count jobs", func(g *gorm.DB) error {
		return g.Raw("SELECT state, count(*) AS n FROM river_job GROUP BY state").Scan(&rows).Error
	})
	out := map[string]int{}
	for _, r := range rows {
		out[r.State] = r.N
	}
	return out, err
}

// UnseenItems keeps those items of a feed that no article is known by, neither
// by the feed's identifier nor by the address.
func (db *DB) UnseenItems(ctx context.Context, feedID uint64, items []models.FeedItem) ([]models.FeedItem, error) {
	var out []models.FeedItem
	err := db.view(ctx, "look for known items", func(g *gorm.DB) error {
		for _, it := range items {
			known, err := knownItem(g, feedID, it)
			if err != nil {
				return err
			}
			if !known {
				out = append(out, it)
			}
		}
		return nil
	})
	return out, err
}

func knownItem(g *gorm.DB, feedID uint64, it models.FeedItem) (bool, error) {
	var n int
	err := g.Raw(`SELECT
  EXISTS (SELECT 1 FROM articles WHERE feed_id = @feed AND guid = @guid AND guid <> '')
  OR EXISTS (SELECT 1 FROM article_addresses WHERE feed_id = @feed AND guid = @guid AND guid <> '')
  OR EXISTS (SELECT 1 FROM articles WHERE url = @url AND url <> '')
  OR EXISTS (SELECT 1 FROM article_addresses WHERE url = @url AND url <> '')`,
		sql.Named("feed", feedID), sql.Named("guid", it.GUID), sql.Named("url", it.URL)).Scan(&n).Error
	if err != nil {
		return false, fmt.Errorf("item %s: %w", it.GUID, err)
	}
	return n != 0, nil
}
