// Package event codes diplomatic events: a trigger word evokes a frame of the
// language's pack, the frame says where its actors stand, and each event takes
// its own date, place and status from the clause it stands in. No Go file
// names a language; words live in lang/<tag>/events.yaml.
package event

import (
	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/extract/timex"
	"chancery/lang"
)

// Event is one event as an article gives it.
type Event struct {
	Type   string
	Sense  string // what act of its type it is, by most of the evidence; "" for any
	Status string
	// Days is the interval the event falls in; Known is false when the text
	// gives none. EDTF is "" then.
	Days  edtf.Interval
	Known bool
	EDTF  string
	// Basis of the date: "text" (a date in the event's own clause), "context"
	// (a date of the sentences around it), "publication" or "".
	Basis       string
	Parts       []Part
	Countries   []string
	Place       *Place
	Attribution string
	Confidence  float64
	Reasons     []string
	Evidence    []Evidence
}

// Part is an actor and what it does.
type Part struct {
	ID, Name, Country, Office string
	Kind                      actor.Kind
	Role                      string
	New                       bool
}

// Place of an event; ID is "" for a place the gazetteer does not know.
type Place struct {
	ID, Name, Country string
	State             bool // known to the state only
}

// Evidence is the sentence and the words a fact rests on; offsets are bytes.
type Evidence struct {
	Sent       int
	Start, End int
	Timex      int // index into the input's timexes, -1 for none
	Trigger    string
	Rule       string
	Sense      string // what act of its type it tells of, "" for any
}

// Input of one call of Code.
type Input struct {
	Doc      *text.Doc
	Timexes  []timex.Timex
	Mentions []actor.Mention
	DCT      edtf.Day
	HasDCT   bool
}

// Coder finds the events of one language. It is read-only after Open and safe
// for concurrent use.
type Coder struct {
	lex *lexicon
	gaz Gazetteer
}

// Gazetteer is what the coder asks of the actor package.
type Gazetteer interface {
	Record(id string) (actor.Record, bool)
	Name(id, lang string) string
	CapitalOf(country string) (placeID string, ok bool)
	State(code string) (id string, ok bool)
	// Members lists the states in an organisation, or in one of its bodies by id.
	Members(org string, day edtf.Day) []string
}

// Open compiles a language's pack. Errors name the file and what is wrong.
func Open(tag string, gaz Gazetteer) (*Coder, error) {
	words, err := lang.LoadText(tag)
	if err != nil {
		return nil, err
	}
	lex, err := compile(tag, text.NewRules(text.Words{Elisions: words.Elisions, Suffixes: words.Suffixes}))
	if err != nil {
		return nil, err
	}
	return &Coder{lex: lex, gaz: gaz}, nil
}

// Threshold is the confidence below which a draft is no event.
const Threshold = 0.4

// Code gives the document's events in the order of the text.
func (c *Coder) Code(in Input) []Event {
	sc := newScene(c.lex, in.Doc, in.Timexes, in.Mentions)
	sc.today, sc.hasToday = in.DCT, in.HasDCT
	st := &story{scene: sc, in: in, gaz: c.gaz, noisy: sc.noisy()}
	for i := range in.Doc.Sents {
		if s := &in.Doc.Sents[i]; s.Foreign || s.Lang != "" {
			continue
		}
		st.read(i)
	}
	var out []Event
	drafts := st.merged()
	for n, d := range drafts {
		if d.confidence() >= Threshold {
			if out == nil {
				out = make([]Event, 0, len(drafts)-n)
			}
			out = append(out, st.event(d))
		}
	}
	sc.release()
	return out
}

// noisy tells, by the share of its sentences that hold words of another field,
// whether the whole article is about sport, weather or the like.
func (sc *scene) noisy() bool {
	words, sents, body := 0, 0, 0
	for i, s := range sc.doc.Sents {
		if s.Foreign || s.Lang != "" {
			continue
		}
		body++
		words += sc.noise[i]
		if sc.noise[i] > 0 {
			sents++
		}
	}
	return words >= 3 && sents*3 >= body
}

// rule names what fired, for explain: "visit.await:attendre".
func (sc *scene) rule(c *core) string {
	f := &sc.x.frames[c.frame]
	h := &sc.hits[c.hit]
	if h.verb >= 0 {
		return sc.doc.Lang + "." + f.ID + ":" + sc.x.verbs[h.verb].Lemma
	}
	return sc.doc.Lang + "." + f.ID
}
