// Package extract turns an article's text into dated, evidenced diplomatic
// events. It is pure: no clock, no database, no network, and no language is
// named in it.
package extract

// Version of the extractor; it is stored with every fact. Raise it whenever a
// change may alter results.
const Version = "0.1.0"

// Document is what is to be read.
type Document struct {
	ID        string
	Title     string // when it is not the text's first line
	Text      string
	Lang      string // BCP 47; "" to have it told from the text
	Published string // YYYY-MM-DD; "" when unknown
	// PublishedBy says where Published comes from; "" means given.
	PublishedBy string
	URL         string
	// Explain keeps the reasons of every date, at some cost.
	Explain bool
	// Name of the file, whose date, if it holds one, counts as a hint.
	Name string
}

// Result is what the article says, in the form `extract --format json` prints.
type Result struct {
	Article Article `json:"article"`
	Events  []Event `json:"events"`
	Timexes []Timex `json:"timexes"`
}

// Article describes the text itself.
type Article struct {
	Title       string      `json:"title"`
	Lang        string      `json:"lang"`
	Published   string      `json:"published"`
	PublishedBy string      `json:"published_by"`
	Candidates  []Candidate `json:"published_candidates"`
	URL         string      `json:"url,omitempty"`
	// Unread lists what no pack tells of the language: UnreadEvents, ….
	Unread []string `json:"unread,omitempty"`
	Text   string   `json:"text,omitempty"` // set when offsets point into a text the caller has not seen
}

// Candidate is a day an undated article may be from.
type Candidate struct {
	Date  string   `json:"date"`
	Score float64  `json:"score"`
	Why   []string `json:"why"`
}

// Event is one event as this article gives it. Start and End are inclusive
// days, both "" when the text gives none.
type Event struct {
	Type        string            `json:"type"`
	Sense       string            `json:"sense,omitempty"` // which act of its type, as docs/adding-a-language.md lists
	Status      string            `json:"status"`
	Start       string            `json:"start"`
	End         string            `json:"end"`
	EDTF        string            `json:"edtf"`
	Precision   string            `json:"precision"`
	DayBasis    string            `json:"day_basis"` // text | publication | ""
	Title       string            `json:"title"`
	Summary     string            `json:"summary"`
	Titles      map[string]string `json:"titles"`
	Summaries   map[string]string `json:"summaries"`
	Actors      []Actor           `json:"actors"`
	Countries   []string          `json:"countries"`
	Place       *Place            `json:"place"`
	Attribution string            `json:"attribution"`
	Confidence  float64           `json:"confidence"`
	Reasons     []string          `json:"reasons,omitempty"`
	Evidence    []Evidence        `json:"evidence"`
}

// Actor is one actor's part in an event.
type Actor struct {
	Name    string            `json:"name"`
	ID      string            `json:"id"`
	Kind    string            `json:"kind"`
	Country string            `json:"country"`
	Role    string            `json:"role"`
	Names   map[string]string `json:"names,omitempty"`
	Office  string            `json:"office,omitempty"`
	New     bool              `json:"new,omitempty"`
}

// Place is where an event happens.
type Place struct {
	Name    string            `json:"name"`
	ID      string            `json:"id,omitempty"`
	Names   map[string]string `json:"names,omitempty"`
	Country string            `json:"country"`
	Lat     *float64          `json:"lat"`
	Lon     *float64          `json:"lon"`
}

// Evidence is the sentence a fact rests on. Offsets are code points.
type Evidence struct {
	Start   int    `json:"s"`
	End     int    `json:"e"`
	Text    string `json:"text"`
	Timex   *Timex `json:"timex"`
	Trigger string `json:"trigger"`
	Rule    string `json:"rule"`
	Sense   string `json:"sense,omitempty"`
}

// Timex is a temporal expression. Offsets are code points.
type Timex struct {
	Start int    `json:"s"`
	End   int    `json:"e"`
	Text  string `json:"t"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`
	EDTF  string `json:"edtf,omitempty"`
	Rule  string `json:"rule,omitempty"`
}
