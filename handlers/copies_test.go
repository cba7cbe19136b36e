package handlers

import (
	"testing"

	"chancery/internal/testkit"
	"chancery/models"
)

// TestArticleElsewhere: the page of an article names its copies and the other
// addresses of its text.
func TestArticleElsewhere(t *testing.T) {
	s := newSite(t, func(d *Deps) {
		if db, ok := d.Articles.(CopyStore); ok {
			d.Copies = db
		}
	})
	a := testkit.StoredArticle(t, s.db, testkit.Article("The ministers met in Geneva."))
	s.get(articleURL(a.ID)).want(200).lacks("dd ul")
	b := testkit.Article("The ministers have met in Geneva.")
	b.CopyOf, b.Title = &a.ID, "A copy"
	testkit.StoredArticle(t, s.db, b)
	if err := s.db.AddAddress(t.Context(), &models.ArticleAddress{ArticleID: a.ID, URL: "https://mirror.example/1"}); err != nil {
		t.Fatal(err)
	}
	s.get(articleURL(a.ID)).want(200).shows("dd ul", "A copy").shows("dd ul", "https://mirror.example/1")
	s.get(articleURL(b.ID)).want(200).shows("dd ul", "A report")
}
