package extract

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/event"
	"chancery/extract/language"
	"chancery/extract/text"
	"chancery/extract/timex"
	"chancery/lang"
)

// Errors of Extract, each with what to do about it in its message.
var (
	ErrEmpty   = errors.New("the text is empty")
	ErrTooLong = errors.New("the text is too long")
	ErrDate    = errors.New("the publication date is wrong")
	ErrUnread  = errors.New("events are not read in this language yet")
)

// MaxText is the longest text taken, in bytes: far longer than any article.
const MaxText = 2 << 20

// Extractor reads articles. It loads a language when its first article comes
// and is safe for concurrent use.
type Extractor struct {
	gaz    *actor.Gazetteer
	titles map[string]*event.Titles

	mu   sync.Mutex
	kits map[string]*kit
	tell *language.Teller

	langs *timex.Languages
}

// kit is what one language needs.
type kit struct {
	coder  *event.Coder // nil where no pack tells the language's events
	unread []string     // what no pack tells: Unread
	dating dating
}

// New loads the gazetteer and the titles of every language that has them.
func New() (*Extractor, error) {
	gaz, err := actor.Open(tagsWith("actors.yaml")...)
	if err != nil {
		return nil, fmt.Errorf("opening the gazetteer: %w", err)
	}
	x := &Extractor{gaz: gaz, titles: map[string]*event.Titles{}, kits: map[string]*kit{}, langs: &timex.Languages{}}
	for _, tag := range tagsWith("titles.yaml") {
		if x.titles[tag], err = event.OpenTitles(tag, gaz); err != nil {
			return nil, err
		}
	}
	x.tell, err = language.New()
	return x, err
}

func tagsWith(file string) []string {
	var out []string
	for _, tag := range lang.Tags() {
		if lang.Has(tag, file) {
			out = append(out, tag)
		}
	}
	return out
}

// Gazetteer the extractor links against.
func (x *Extractor) Gazetteer() *actor.Gazetteer { return x.gaz }

func (x *Extractor) kit(tag string) (*kit, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if k := x.kits[tag]; k != nil {
		return k, nil
	}
	k := &kit{}
	for _, part := range [...]struct{ file, what string }{{"events.yaml", UnreadEvents}, {"timex.yaml", UnreadDates}, {"actors.yaml", UnreadActors}} {
		if !lang.Has(tag, part.file) {
			k.unread = append(k.unread, part.what)
		}
	}
	if lang.Has(tag, "events.yaml") {
		var err error
		if k.coder, err = event.Open(tag, x.gaz); err != nil {
			return nil, err
		}
	}
	if lang.Has(tag, "dating.yaml") {
		if err := lang.Decode(tag, "dating.yaml", &k.dating); err != nil {
			return nil, err
		}
	}
	x.kits[tag] = k
	return k, nil
}

// Reading is an article with everything found in it, for explain and for
// evaluation; Extract gives the part of it that is printed.
type Reading struct {
	Doc        *text.Doc
	Timexes    []timex.Timex
	Mentions   []actor.Mention
	Events     []event.Event
	Article    Article
	DCT        edtf.Day
	HasDCT     bool
	TextIsMine bool // the text differs from what was given
}

// Read tokenises, tags, links and codes a document. Errors wrap ErrEmpty,
// ErrTooLong, ErrDate or lang.ErrUnknown.
func (x *Extractor) Read(d Document) (*Reading, error) {
	r := &Reading{}
	if err := x.read(d, r); err != nil {
		return nil, err
	}
	r.Doc.Keep()
	return r, nil
}

// read fills a reading, in the memory of the lists it holds; its document is
// borrowed.
func (x *Extractor) read(d Document, r *Reading) error {
	body, mine, err := bodyOf(d)
	if err != nil {
		return err
	}
	tag, err := x.language(d.Lang, body)
	if err != nil {
		return err
	}
	k, err := x.kit(tag)
	if err != nil {
		return err
	}
	if r.Doc, err = x.langs.Borrow(body, tag); err != nil {
		return err
	}
	r.TextIsMine = mine
	r.Article = Article{Title: titleOf(d, r.Doc), Lang: tag, URL: d.URL, Candidates: []Candidate{}, Unread: k.unread}
	if err := x.dateArticle(d, k, r); err != nil {
		return err
	}
	r.Timexes, err = x.langs.AppendTag(r.Timexes, r.Doc, timex.Options{DCT: r.DCT, HasDCT: r.HasDCT, Explain: d.Explain})
	if err != nil {
		return err
	}
	r.Mentions = x.gaz.MatchInto(r.Mentions, r.Doc, r.DCT, r.HasDCT)
	if k.coder != nil {
		r.Events = k.coder.Code(event.Input{
			Doc: r.Doc, Timexes: r.Timexes, Mentions: r.Mentions, DCT: r.DCT, HasDCT: r.HasDCT,
		})
	}
	return nil
}

// readings are kept for their lists, which no result points to.
var readings = sync.Pool{New: func() any { return &Reading{} }}

// What of an article cannot be read in its language, for want of a pack.
const (
	UnreadEvents = "events"
	UnreadDates  = "dates"
	UnreadActors = "actors"
)

// EventsUnread is an error that wraps ErrUnread and names the languages whose
// events are read, when the article's is none of them; nil else.
func (a Article) EventsUnread() error {
	if !slices.Contains(a.Unread, UnreadEvents) {
		return nil
	}
	return fmt.Errorf("%w: %q has no pack for %s; events are read in %s", ErrUnread, a.Lang,
		strings.Join(a.Unread, " and "), strings.Join(tagsWith("events.yaml"), ", "))
}

// Extract reads a document and gives its events; see Read for the errors.
func (x *Extractor) Extract(d Document) (Result, error) {
	r := readings.Get().(*Reading)
	defer r.release()
	if err := x.read(d, r); err != nil {
		return Result{}, err
	}
	return x.result(r), nil
}

// release gives a reading's memory back.
func (r *Reading) release() {
	if r.Doc != nil {
		r.Doc.Release()
	}
	clear(r.Mentions)
	clear(r.Timexes)
	*r = Reading{Mentions: r.Mentions[:0], Timexes: r.Timexes[:0]}
	readings.Put(r)
}

// bodyOf gives the text to read: the title, when it is not the text's own first
// line, then the text, as valid UTF-8.
func bodyOf(d Document) (body string, mine bool, err error) {
	if len(d.Text) > MaxText || len(d.Title) > MaxText {
		return "", false, fmt.Errorf("%w: %d bytes, at most %d are read; cut it into single articles",
			ErrTooLong, max(len(d.Text), len(d.Title)), MaxText)
	}
	body = d.Text
	if title := strings.TrimSpace(d.Title); title != "" && !strings.HasPrefix(strings.TrimSpace(body), title) {
		body, mine = title+"\n\n"+body, true
	}
	if !utf8.ValidString(body) {
		body, mine = strings.ToValidUTF8(body, "\uFFFD"), true
	}
	if strings.TrimSpace(body) == "" {
		return "", false, fmt.Errorf("%w: give the article's text, or a file or page that holds one", ErrEmpty)
	}
	return body, mine, nil
}

// titleOf is the given title, else the first heading.
func titleOf(d Document, doc *text.Doc) string {
	if d.Title != "" {
		return strings.TrimSpace(d.Title)
	}
	if len(doc.Sents) > 0 && doc.Sents[0].Heading {
		return doc.Sentence(0)
	}
	return ""
}

// language resolves a given tag or tells the language from the text.
func (x *Extractor) language(given, body string) (string, error) {
	if given != "" {
		return lang.Match(given)
	}
	return x.tell.Tell(body)
}
