package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

func testArticles(t *testing.T, db *store.DB) {
	ctx := t.Context()
	f := &models.Feed{URL: "https://news.example/rss"}
	if err := db.CreateFeed(ctx, f); err != nil {
		t.Fatal(err)
	}
	a := testkit.Article("Le président’s text, with \u00e9 and e\u0301.")
	a.URL, a.GUID, a.FeedID = "https://news.example/1", "tag:1", &f.ID
	a.Candidates = []models.DateCandidate{{Date: "2022-02-04", Score: 0.9, Why: []string{"weekday"}}}
	a.Source = &models.Source{Name: "News", Host: "NEWS.example"}
	testkit.StoredArticle(t, db, a)
	e := testkit.Event("visit", "2022-02-07", testkit.Says(a, "later"), testkit.Says(a, "earlier"))
	e.Mentions[0].Start, e.Mentions[0].End = 20, 25
	testkit.Stored(t, db, e)

	got, err := db.Article(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, got, cmpopts.IgnoreFields(models.Article{}, "Mentions")); diff != "" {
		t.Errorf("stored differs (-made +stored):\n%s", diff)
	}
	if len(got.Mentions) != 2 || got.Mentions[0].Text != "earlier" {
		t.Errorf("mentions %+v, want them in order of text", got.Mentions)
	}
	for name, find := range map[string]func() (*models.Article, error){
		"URL":  func() (*models.Article, error) { return db.ArticleByURL(ctx, a.URL) },
		"hash": func() (*models.Article, error) { return db.ArticleByHash(ctx, a.ContentHash) },
		"GUID": func() (*models.Article, error) { return db.ArticleByGUID(ctx, f.ID, "tag:1") },
	} {
		if by, err := find(); err != nil || !cmp.Equal(by, got) {
			t.Errorf("by %s: %v, %v", name, by, err)
		}
	}
}

func testArticleDuplicates(t *testing.T, db *store.DB) {
	ctx := t.Context()
	feeds := make([]models.Feed, 2)
	for i := range feeds {
		feeds[i].URL = "https://news.example/" + string(rune('a'+i))
		if err := db.CreateFeed(ctx, &feeds[i]); err != nil {
			t.Fatal(err)
		}
	}
	article := func(text, guid string, feed int) *models.Article {
		a := testkit.Article(text)
		a.URL, a.GUID, a.FeedID = "https://news.example/1", guid, &feeds[feed].ID
		return a
	}
	testkit.StoredArticle(t, db, article("one", "1", 0))
	testkit.StoredArticle(t, db, article("one, corrected", "2", 0)) // the same address may change its text
	testkit.StoredArticle(t, db, article("two", "1", 1))            // another feed's numbers are its own
	for name, a := range map[string]*models.Article{
		"text": article("one", "9", 1), "identifier": article("three", "1", 0),
	} {
		if err := db.CreateArticle(ctx, a); !errors.Is(err, models.ErrDuplicate) {
			t.Errorf("same %s: %v, want ErrDuplicate", name, err)
		}
	}
	if a, err := db.ArticleByURL(ctx, "https://news.example/1"); err != nil || a.Text != "two" {
		t.Errorf("by URL: %v, %v, want the newest", a, err)
	}
	for name, a := range map[string]*models.Article{
		"no text": {ContentHash: "x"}, "no hash": {Text: "x"}, "day": {Text: "x", ContentHash: "x", Published: "4/2/22"},
		"origin": {Text: "x", ContentHash: "x", PublishedBy: "hearsay"},
	} {
		if err := db.CreateArticle(ctx, a); !errors.Is(err, models.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	missing := uint64(77)
	if err := db.CreateArticle(ctx, &models.Article{Text: "x", ContentHash: "x", FeedID: &missing}); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("feed that is not there: %v, want ErrInvalid", err)
	}
}

func testArticleDates(t *testing.T, db *store.DB) {
	ctx := t.Context()
	old := testkit.StoredArticle(t, db, testkit.Article("old"))
	undated := testkit.Article("undated")
	undated.Published, undated.PublishedBy = "", ""
	testkit.StoredArticle(t, db, undated)
	testkit.StoredArticle(t, db, testkit.Article("as old"))
	if err := db.UpdateArticleDate(ctx, undated.ID, "2022-02-05", models.PublishedInferred); err != nil {
		t.Fatal(err)
	}
	if err := db.UpdateArticleDate(ctx, old.ID, "", models.PublishedNone); err != nil {
		t.Fatal(err)
	}
	if err := db.UpdateArticleDate(ctx, old.ID, "soon", models.PublishedGiven); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("a day that is none: %v, want ErrInvalid", err)
	}
	got, n, err := db.Articles(ctx, 2, 0)
	if err != nil || n != 3 || len(got) != 2 || got[0].ID != undated.ID || got[0].PublishedBy != models.PublishedInferred {
		t.Errorf("articles %+v of %d, %v: want the newly dated first", got, n, err)
	}
	if got[0].Text != "" {
		t.Error("the list carries texts")
	}
	if got, _, _ := db.Articles(ctx, 2, 2); len(got) != 1 || got[0].ID != old.ID {
		t.Errorf("second page %+v, want the undated one last", got)
	}
}

func testSources(t *testing.T, db *store.DB) {
	var ids []uint64
	for i, s := range []models.Source{
		{Host: "news.example"},
		{Host: "News.Example", Name: "The News"},
		{Host: "news.example", Name: "Other"},
		{Name: "files"},
		{Name: "files"},
		{Name: "more files"},
	} {
		a := testkit.Article(string(rune('a' + i)))
		a.Source = &s
		testkit.StoredArticle(t, db, a)
		ids = append(ids, *a.SourceID)
	}
	if want := []uint64{1, 1, 1, 2, 2, 3}; !cmp.Equal(ids, want) {
		t.Errorf("sources %v, want %v", ids, want)
	}
	if a, err := db.Article(t.Context(), 1); err != nil || a.Source.Name != "The News" {
		t.Errorf("source %+v, %v: want the first name it was given", a.Source, err)
	}
}
