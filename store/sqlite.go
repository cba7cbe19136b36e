package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"time"

	gormsqlite "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"modernc.org/sqlite"
)

// driverName is how modernc.org/sqlite registers itself.
const driverName = "sqlite"

// minSQLite is the first release without the fault in resetting the
// write-ahead log that could corrupt a database with several connections.
const minSQLite = "3.51.3"

// connect opens the writer, which turns the file into WAL mode, then the
// readers.
func (db *DB) connect(ctx context.Context) error {
	var err error
	if db.write, err = db.pool(ctx, writerDSN(db.path), 1); err != nil {
		return err
	}
	db.read, err = db.pool(ctx, readerDSN(db.path), max(4, 2*runtime.NumCPU()))
	return err
}

func (db *DB) pool(ctx context.Context, dsn string, size int) (*gorm.DB, error) {
	inner, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	conn := sql.OpenDB(connector{inner})
	db.pools = append(db.pools, conn)
	conn.SetMaxOpenConns(size)
	conn.SetMaxIdleConns(size)
	conn.SetConnMaxIdleTime(0)
	var version string
	if err := conn.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return nil, explainOpen(err)
	}
	if err := checkVersion(version); err != nil {
		return nil, err
	}
	return gorm.Open(dialect{&gormsqlite.Dialector{DriverName: driverName, Conn: conn}}, &gorm.Config{
		SkipDefaultTransaction: true, // the store opens its own
		TranslateError:         true,
		NowFunc:                db.now,
		Logger:                 sqlLog{db.log, 500 * time.Millisecond},
	})
}

// writerDSN: a transaction takes the write lock at its start, because one that
// reads first and asks for it later is refused when another has written in
// between. The writer keeps more pages than SQLite's own two megabytes, since
// the reports that a batch is compared with lie all over a large database, and
// folds the log into the file after sixteen megabytes: a page that batch after
// batch writes goes there once.
func writerDSN(path string) string {
	return dsn(path, url.Values{
		"_txlock":       {"immediate"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"NORMAL"},
		"_pragma":       {"cache_size(-32768)", "wal_autocheckpoint(4000)"},
	})
}

func readerDSN(path string) string { return dsn(path, url.Values{"_query_only": {"1"}}) }

// dsn adds what every connection needs. The driver applies _busy_timeout before
// all else, wherever it stands, so that switching to WAL waits for its turn.
// Times are written and read as UTC, in a form that sorts as text.
func dsn(path string, q url.Values) string {
	q.Set("_busy_timeout", "10000")
	q.Set("_foreign_keys", "1")
	q.Set("_timezone", "UTC")
	q.Set("_time_format", "sqlite")
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path) + "?" + q.Encode()
}

// checkVersion refuses an SQLite older than minSQLite.
func checkVersion(version string) error {
	if older(version, minSQLite) {
		return fmt.Errorf("SQLite %s is too old: %s or newer is needed, because earlier ones can corrupt a database in WAL mode; "+
			"build with a newer modernc.org/sqlite", version, minSQLite)
	}
	return nil
}

// older compares dotted numbers; a part that is no number counts as 0.
func older(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(as), len(bs)) {
		var x, y int
		if i < len(as) {
			x, _ = strconv.Atoi(as[i])
		}
		if i < len(bs) {
			y, _ = strconv.Atoi(bs[i])
		}
		if x != y {
			return x < y
		}
	}
	return false
}

// Result codes of SQLite, see https://www.sqlite.org/rescode.html.
const (
	codeBusy       = 5
	codeCantOpen   = 14
	codeNotADB     = 26
	codeCheck      = 275
	codeForeignKey = 787
	codeNotNull    = 1299
	codePrimaryKey = 1555
	codeTrigger    = 1811 // a foreign key with RESTRICT is enforced by a trigger
	codeUnique     = 2067
	codeRowID      = 2579
)

// code gives SQLite's extended result code, 0 for any other error.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// dialect is GORM's SQLite dialect with its errors translated: the original
// knows the fields of another driver's error only.
type dialect struct{ *gormsqlite.Dialector }

// Translate gives GORM's portable errors for constraint violations.
func (dialect) Translate(err error) error {
	switch code(err) {
	case codePrimaryKey, codeUnique, codeRowID:
		return gorm.ErrDuplicatedKey
	case codeForeignKey, codeTrigger:
		return gorm.ErrForeignKeyViolated
	case codeCheck:
		return fmt.Errorf("%w: %w", gorm.ErrCheckConstraintViolated, err)
	}
	return err
}

func explainOpen(err error) error {
	switch code(err) & 0xff {
	case codeCantOpen:
		return fmt.Errorf("the file cannot be opened or created: check that the folder exists and may be written to (%w)", err)
	case codeNotADB:
		return fmt.Errorf("the file is no SQLite database: name another (%w)", err)
	}
	return err
}
