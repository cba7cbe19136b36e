package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"gorm.io/gorm/clause"

	"chancery/models"
)

// SessionStore keeps browser sessions for the session library. The table holds
// only a hash of each token: who reads it cannot log in with it.
type SessionStore struct{ db *DB }

// Sessions gives the store of browser sessions.
func (db *DB) Sessions() *SessionStore { return &SessionStore{db} }

// FindCtx gives the session's data; found is false when it is unknown or over.
func (s *SessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	var rows []models.Session
	err = s.db.read.WithContext(ctx).Where("token = ? AND expiry > ?", hashed(token), s.db.now()).
		Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, false, fail("read session", err)
	}
	return rows[0].Data, true, nil
}

// CommitCtx saves the session's data until expiry.
func (s *SessionStore) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := models.Session{Token: hashed(token), Data: data, Expiry: expiry.UTC()}
	err := s.db.write.WithContext(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "token"}}, UpdateAll: true,
	}).Create(&row).Error
	return fail("save session", err)
}

// DeleteCtx ends the session; an unknown one is no error.
func (s *SessionStore) DeleteCtx(ctx context.Context, token string) error {
	err := s.db.write.WithContext(ctx).Where("token = ?", hashed(token)).Delete(&models.Session{}).Error
	return fail("end session", err)
}

// Cleanup removes the sessions that are over.
func (s *SessionStore) Cleanup(ctx context.Context) error {
	err := s.db.write.WithContext(ctx).Where("expiry <= ?", s.db.now()).Delete(&models.Session{}).Error
	return fail("clean up sessions", err)
}

// Find is FindCtx for callers without a context.
func (s *SessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for callers without a context.
func (s *SessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx for callers without a context.
func (s *SessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
