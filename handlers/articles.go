package handlers

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"chancery/models"
)

// ArticlesPage is /articles.
type ArticlesPage struct {
	Page
	Items       []ArticleItem
	Total       int
	First, Last int
	Prev, Next  string
	Wanted      bool // only those whose day nobody has told
	Waiting     int  // how many those are, for curators
}

// ArticleItem is an article in a list.
type ArticleItem struct {
	URL, Title, Lang, Published, PublishedBy string
	Source, SourceURL                        string
}

// ArticlePage is /articles/{id}.
type ArticlePage struct {
	Page
	Article    ArticleItem
	Byline     string
	Added      time.Time
	Extractor  string
	Candidates []models.DateCandidate
	Elsewhere  []ArticleItem // copies and other addresses
	Text       []Paragraph
	Events     []EventItem
	Published  *PublishedForm // nil for readers
}

// CopyStore knows where else an article can be read.
type CopyStore interface {
	ArticleAddresses(ctx context.Context, articleID uint64) ([]models.ArticleAddress, error)
	ArticleCopies(ctx context.Context, articleID uint64) ([]models.Article, error)
}

// elsewhere lists near-copies, which are articles of their own, and other
// addresses of the very same text.
func (s *server) elsewhere(ctx context.Context, l *locale, id uint64) ([]ArticleItem, error) {
	if s.deps.Copies == nil {
		return nil, nil
	}
	copies, err := s.deps.Copies.ArticleCopies(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []ArticleItem
	for i := range copies {
		out = append(out, articleItem(l, &copies[i]))
	}
	addresses, err := s.deps.Copies.ArticleAddresses(ctx, id)
	for _, a := range addresses {
		if a.URL != "" {
			out = append(out, ArticleItem{SourceURL: a.URL})
		}
	}
	return out, err
}

func (s *server) mountArticles(r gin.IRoutes) {
	s.get(r, "/articles", s.articles)
	s.get(r, "/articles/:id", s.article)
}

func articleItem(l *locale, a *models.Article) ArticleItem {
	item := ArticleItem{
		URL: articleURL(a.ID), Title: a.Title, Lang: a.Lang, Published: a.Published, PublishedBy: a.PublishedBy,
	}
	if item.Title == "" {
		item.Title = l.T("article.untitled", "id", a.ID)
	}
	item.Source, item.SourceURL = sourceOf(a)
	return item
}

func (s *server) articles(c *gin.Context) error {
	offset, err := queryNumber(c, "offset", 0, 0, 1<<30)
	if err != nil {
		return err
	}
	l := localeOf(c)
	v := ArticlesPage{Page: s.page(c, l.T("article.list"), "articles")}
	read := s.deps.Articles.Articles
	switch c.Query("date") {
	case "":
	case "wanted":
		v.Wanted, v.Title, read = true, l.T("article.wanted"), s.deps.Articles.UndatedArticles
	default:
		return models.FieldError{Field: "date", Code: "choose", Message: "use date=wanted or leave it out"}
	}
	list, total, err := read(c.Request.Context(), pageSize, offset)
	if err != nil {
		return err
	}
	v.Total = total
	if v.Waiting, err = s.waiting(c); err != nil {
		return err
	}
	for i := range list {
		v.Items = append(v.Items, articleItem(l, &list[i]))
	}
	if len(list) > 0 {
		v.First, v.Last = offset+1, offset+len(list)
	}
	v.Prev, v.Next = pager(c.Request.URL, pageSize, offset, total)
	return s.render(c, http.StatusOK, "articles", &v)
}

func (s *server) article(c *gin.Context) error {
	id, err := pathID(c)
	if err != nil {
		return err
	}
	a, err := s.deps.Articles.Article(c.Request.Context(), id)
	if err != nil {
		return err
	}
	return s.showArticle(c, http.StatusOK, a, s.publishedForm(c, a))
}

func (s *server) showArticle(c *gin.Context, status int, a *models.Article, form *PublishedForm) (err error) {
	ctx, l := c.Request.Context(), localeOf(c)
	item := articleItem(l, a)
	v := ArticlePage{
		Page: s.page(c, item.Title, "articles"), Article: item, Byline: a.Byline, Added: a.CreatedAt,
		Extractor: a.ExtractorVersion, Published: form,
	}
	if undated(a) {
		v.Candidates = a.Candidates
	}
	if v.Elsewhere, err = s.elsewhere(ctx, l, a.ID); err != nil {
		return err
	}
	found, err := s.deps.Events.Events(ctx, models.EventFilter{Article: a.ID, Reviews: models.Reviews})
	if err != nil {
		return err
	}
	numbers := map[uint64]int{}
	for i := range found.Events {
		numbers[found.Events[i].ID] = i + 1
		item := newEventItem(l, &found.Events[i])
		item.Number = i + 1
		v.Events = append(v.Events, item)
	}
	v.Text = withoutTitle(markMentions(a.Text, a.Mentions, numbers), a.Title)
	return s.render(c, status, "article", &v)
}
