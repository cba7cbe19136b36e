// Package sqlite3 is empty on purpose. GORM's SQLite dialect imports a driver
// written in C for its side effect alone; the product registers a driver in
// pure Go instead and points the import here, so that neither a C compiler nor
// a second copy of SQLite enters the build.
package sqlite3
