package store

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"
)

// sqlLog hands GORM's messages to slog. A failed statement is a debug message
// only, because its error is returned and logged by whoever cannot go on.
type sqlLog struct {
	log  *slog.Logger
	slow time.Duration
}

// LogMode is part of GORM's interface; slog decides what is shown.
func (l sqlLog) LogMode(logger.LogLevel) logger.Interface { return l }

// ParamsFilter keeps values, which may be secrets, out of the log.
func (l sqlLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

func (l sqlLog) Info(ctx context.Context, msg string, args ...any) {
	l.log.InfoContext(ctx, fmt.Sprintf(msg, args...))
}

func (l sqlLog) Warn(ctx context.Context, msg string, args ...any) {
	l.log.WarnContext(ctx, fmt.Sprintf(msg, args...))
}

func (l sqlLog) Error(ctx context.Context, msg string, args ...any) {
	l.log.ErrorContext(ctx, fmt.Sprintf(msg, args...))
}

// Trace is called after each statement; describing one is costly, so only what
// will be shown is.
func (l sqlLog) Trace(ctx context.Context, begin time.Time, describe func() (string, int64), err error) {
	took := time.Since(begin)
	switch {
	case took >= l.slow:
		sql, rows := describe()
		l.log.WarnContext(ctx, "slow query", "took", took, "rows", rows, "sql", sql)
	case err != nil && l.log.Enabled(ctx, slog.LevelDebug):
		sql, _ := describe()
		l.log.DebugContext(ctx, "query failed", "sql", sql, "error", err)
	}
}
