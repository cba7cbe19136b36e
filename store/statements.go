package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// statements is how many compiled statements a connection keeps. Storing an
// article runs some forty different texts; lists of varying length make more.
const statements = 256

// connector opens connections that compile a text once and run it again:
// compiling took a quarter of the time of storing an article. GORM's own
// PrepareStmt does not help, because what is prepared within a transaction ends
// with it, and every write stands in one.
type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	inner, ok := conn.(sqliteConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the SQLite driver's connection %T lacks a method", conn), conn.Close())
	}
	return &keeper{sqliteConn: inner, idle: map[string]*statement{}}, nil
}

// sqliteConn is what the driver's connections can do for database/sql.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// sqliteStmt is what the driver's statements can do.
type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// sqliteRows is what the driver's rows can tell.
type sqliteRows interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// keeper is a connection with the statements that nobody uses just now, by their
// text. database/sql uses a connection from one goroutine at a time.
type keeper struct {
	sqliteConn
	idle map[string]*statement
	uses uint64
}

type statement struct {
	sqliteStmt
	text string
	used uint64 // number of the use, for leaving out what was not used for longest
}

// take gives a statement that nobody else uses until it is put back: rows may
// still be read from one of the same text.
func (k *keeper) take(ctx context.Context, text string) (*statement, error) {
	if s := k.idle[text]; s != nil {
		delete(k.idle, text)
		return s, nil
	}
	st, err := k.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	inner, ok := st.(sqliteStmt)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the SQLite driver's statement %T lacks a method", st), st.Close())
	}
	return &statement{sqliteStmt: inner, text: text}, nil
}

// put keeps a statement for its next use.
func (k *keeper) put(s *statement) error {
	if k.idle[s.text] != nil {
		return s.Close()
	}
	k.uses++
	s.used = k.uses
	k.idle[s.text] = s
	if len(k.idle) <= statements {
		return nil
	}
	oldest := s
	for _, o := range k.idle {
		if o.used < oldest.used {
			oldest = o
		}
	}
	delete(k.idle, oldest.text)
	return oldest.Close()
}

// ExecContext runs a statement that gives no rows.
func (k *keeper) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := k.take(ctx, text)
	if err != nil {
		return nil, err
	}
	res, err := s.ExecContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return res, k.put(s)
}

// QueryContext runs a statement that gives rows, which keep it until they are
// closed.
func (k *keeper) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := k.take(ctx, text)
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	inner, ok := rows.(sqliteRows)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the SQLite driver's rows %T lack a method", rows), rows.Close(), s.Close())
	}
	return &keptRows{inner, k, s}, nil
}

// Close gives up the statements before the connection.
func (k *keeper) Close() error {
	var errs []error
	for text, s := range k.idle {
		delete(k.idle, text)
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, k.sqliteConn.Close())...)
}

// keptRows give their statement back when they are closed.
type keptRows struct {
	sqliteRows
	keeper *keeper
	stmt   *statement
}

func (r *keptRows) Close() error {
	err := r.sqliteRows.Close()
	if r.stmt == nil {
		return err
	}
	s := r.stmt
	r.stmt = nil
	if err != nil {
		return errors.Join(err, s.Close())
	}
	return r.keeper.put(s)
}
