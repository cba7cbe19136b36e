package store_test

import (
	"testing"

	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// TestQueueSchema: the tables are those that the River built in works with. A
// newer River that brings steps of its own needs a version of ours for them.
func TestQueueSchema(t *testing.T) {
	db := testkit.OpenDB(t)
	driver, err := db.QueueDriver()
	if err != nil {
		t.Fatal(err)
	}
	m, err := rivermigrate.New(driver, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := m.Validate(t.Context(), nil)
	if err != nil || !res.OK {
		t.Errorf("River misses steps in the migrated database: %v %v; add a version to queueVersions", res, err)
	}
	if _, ok := driver.(*riversqlite.Driver); !ok {
		t.Errorf("driver %T", driver)
	}
}

func TestSQLTx(t *testing.T) {
	db := testkit.OpenDB(t)
	if _, err := db.SQLTx(); err == nil {
		t.Error("a transaction outside one")
	}
	err := db.Tx(t.Context(), func(tx *store.DB) error {
		raw, err := tx.SQLTx()
		if err != nil {
			return err
		}
		_, err = raw.ExecContext(t.Context(), "INSERT INTO feeds (url, created_at, updated_at) VALUES ('https://news.example/rss', datetime('now'), datetime('now'))")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if feeds, err := db.Feeds(t.Context()); err != nil || len(feeds) != 1 {
		t.Errorf("feeds %+v, %v", feeds, err)
	}
}

func TestOtherAddresses(t *testing.T) {
	db := testkit.OpenDB(t)
	ctx := t.Context()
	f := &models.Feed{URL: "https://news.example/rss"}
	if err := db.CreateFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	a := testkit.Article("The ministers met.")
	a.URL, a.HTML = "https://news.example/1", "<p>The ministers met.</p>"
	testkit.StoredArticle(t, db, a)
	other := testkit.StoredArticle(t, db, testkit.Article("The ministers did not meet."))
	for range 2 { // noted once
		if err := db.AddAddress(ctx, &models.ArticleAddress{
			ArticleID: a.ID, URL: "https://mirror.example/1", FeedID: &f.ID, GUID: "g1", Source: &models.Source{Host: "mirror.example"},
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.AddAddress(ctx, &models.ArticleAddress{ArticleID: other.ID, URL: "https://mirror.example/1"}); err != nil {
		t.Fatal(err)
	}
	for name, find := range map[string]func() (*models.Article, error){
		"own address":   func() (*models.Article, error) { return db.ArticleByURL(ctx, "https://news.example/1") },
		"other address": func() (*models.Article, error) { return db.ArticleByURL(ctx, "https://mirror.example/1") },
		"other name":    func() (*models.Article, error) { return db.ArticleByGUID(ctx, f.ID, "g1") },
	} {
		if got, err := find(); err != nil || got.ID != a.ID {
			t.Errorf("by its %s: %+v, %v", name, got, err)
		}
	}
	if list, err := db.ArticleAddresses(ctx, a.ID); err != nil || len(list) != 1 || list[0].Source.Host != "mirror.example" {
		t.Errorf("addresses %+v, %v", list, err)
	}
	if html, err := db.ArticleHTML(ctx, a.ID); err != nil || html != a.HTML {
		t.Errorf("page %q, %v", html, err)
	}
	items := []models.FeedItem{{GUID: "g1"}, {GUID: "new"}, {GUID: "renamed", URL: "https://mirror.example/1"}, {GUID: "again", URL: a.URL}, {URL: "https://news.example/2"}}
	unseen, err := db.UnseenItems(ctx, f.ID, items)
	if err != nil || len(unseen) != 2 || unseen[0].GUID != "new" || unseen[1].URL != "https://news.example/2" {
		t.Errorf("unseen %+v, %v", unseen, err)
	}
}

func TestSimilarPrints(t *testing.T) {
	db := testkit.OpenDB(t)
	ctx := t.Context()
	bands := map[string][]int64{"one": {1, 2, 3, 4}, "two": {1, 2, 7, 8}, "three": {1, 9, 10, 11}, "four": {-1, -2, -3, -4}}
	ids := map[string]uint64{}
	for _, text := range []string{"one", "two", "three", "four"} {
		a := testkit.StoredArticle(t, db, testkit.Article(text))
		ids[text] = a.ID
		for range 2 { // done again it changes nothing
			if err := db.SavePrint(ctx, a.ID, []byte(text), bands[text]); err != nil {
				t.Fatal(err)
			}
		}
	}
	got, err := db.SimilarPrints(ctx, []int64{1, 2, 3, 9}, 10)
	if err != nil || len(got) != 3 || got[0].ArticleID != ids["one"] || string(got[0].Print) != "one" || got[0].Published != "2022-02-04" {
		t.Errorf("similar: %+v, %v", got, err)
	}
	if got, err := db.SimilarPrints(ctx, []int64{-3, -4}, 10); err != nil || len(got) != 1 || got[0].ArticleID != ids["four"] {
		t.Errorf("similar: %+v, %v", got, err)
	}
}

func TestCopies(t *testing.T) {
	db := testkit.OpenDB(t)
	first := testkit.StoredArticle(t, db, testkit.Article("The ministers met."))
	var later []*models.Article
	for _, text := range []string{"The ministers have met.", "The two ministers met."} {
		a := testkit.Article(text)
		a.CopyOf = &first.ID
		later = append(later, testkit.StoredArticle(t, db, a))
	}
	testkit.StoredArticle(t, db, testkit.Article("Something else."))
	for id, want := range map[uint64]int{first.ID: 2, later[0].ID: 2, later[1].ID: 2} {
		if got, err := db.ArticleCopies(t.Context(), id); err != nil || len(got) != want {
			t.Errorf("copies of %d: %+v, %v", id, got, err)
		}
	}
}
