package ingest_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract"
	"chancery/ingest"
	"chancery/internal/testkit"
	"chancery/models"
	"chancery/store"
)

// trip is a row of the development corpus of leaders' visits.
type trip struct {
	Lang, Start, End, Visitor, Place string
	Host                             string `json:"host_country"`
}

// trips reads n visits with a place that lie beside the checkout.
func trips(t *testing.T, n int) []trip {
	t.Helper()
	f, err := os.Open("../../shared/corpora/events/visits-dev.jsonl")
	if err != nil {
		t.Skip("the development corpora do not lie beside the checkout")
	}
	defer func() { _ = f.Close() }()
	var out []trip
	for s := bufio.NewScanner(f); s.Scan(); {
		var v trip
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		if v.Start != "" && v.End != "" && v.Host != "" {
			v.Place, _, _ = strings.Cut(v.Place, ",")
			out = append(out, v)
		}
	}
	rng := rand.New(rand.NewPCG(21, 22))
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:min(n, len(out))]
}

// dispatches tell one visit as news does: announced, begun, over, and once more
// from the host's side. The sentences are ours, the facts the corpus's.
func (v trip) dispatches(k int) []ingest.Item {
	start, _ := edtf.ParseDay(v.Start)
	end, _ := edtf.ParseDay(v.End)
	place := v.Place
	if place == "" {
		place = v.Host
	}
	long := func(d edtf.Day) string { return d.Time().Format("2 January 2006") }
	weekday := func(d edtf.Day) string { return d.Time().Format("Monday") }
	span := "on " + long(start)
	if end > start {
		span = "from " + long(start) + " to " + long(end)
	}
	texts := []struct {
		day  edtf.Day
		text string
	}{
		{start - 6, fmt.Sprintf("%s will visit %s %s, officials said.", v.Visitor, v.Host, span)},
		{start, fmt.Sprintf("%s arrived in %s on %s for a visit.", v.Visitor, place, weekday(start))},
		{end + 1, fmt.Sprintf("%s has returned home after visiting %s %s.", v.Visitor, v.Host, span)},
	}
	var out []ingest.Item
	for i, x := range texts {
		out = append(out, ingest.Item{
			Text: x.text + fmt.Sprintf(" This is report %d of file %d.", i+1, k), Lang: "en", Published: x.day.String(),
		})
	}
	return out
}

// told gives the event of each article's first report of a meeting; articles
// that gave none are missing.
func told(t *testing.T, db *store.DB) map[uint64]uint64 {
	t.Helper()
	out := map[uint64]uint64{}
	first := map[uint64]int{}
	err := db.EachEvent(t.Context(), models.EventFilter{Reviews: models.Reviews}, func(e *models.Event) error {
		for _, m := range e.Mentions {
			if at, seen := first[m.ArticleID]; !seen || m.Start < at {
				first[m.ArticleID], out[m.ArticleID] = m.Start, e.ID
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// bCubed is the mean, over items, of how much of an item's found group is its
// true one (precision) and the reverse (recall): Bagga and Baldwin 1998.
func bCubed(found, truth map[uint64]uint64) (p, r, f float64) {
	together := func(of, by map[uint64]uint64) float64 {
		sum := 0.0
		for a, g := range of {
			same, both := 0, 0
			for b, h := range of {
				if g == h {
					same++
					if by[a] == by[b] {
						both++
					}
				}
			}
			sum += float64(both) / float64(same)
		}
		return sum / float64(len(of))
	}
	p, r = together(found, truth), together(truth, found)
	return p, r, 2 * p * r / (p + r)
}

func TestBCubed(t *testing.T) {
	found := map[uint64]uint64{1: 1, 2: 1, 3: 1, 4: 2}
	truth := map[uint64]uint64{1: 1, 2: 1, 3: 2, 4: 2}
	if p, r, _ := bCubed(found, truth); fmt.Sprintf("%.3f %.3f", p, r) != "0.667 0.750" {
		t.Errorf("precision %.3f, recall %.3f", p, r)
	}
}

// TestMergingOfVisits tells real visits in three dispatches each and holds the
// merging to B³ .90 over those that were read.
func TestMergingOfVisits(t *testing.T) {
	visits := trips(t, 250)
	g, db := open(t)
	truth := map[uint64]uint64{}
	var items []ingest.Item
	story := map[string]uint64{}
	for k, v := range visits {
		for _, it := range v.dispatches(k) {
			items = append(items, it)
			story[it.Text] = uint64(k)
		}
	}
	rng := rand.New(rand.NewPCG(23, 24))
	rng.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	for _, it := range items {
		rep, err := g.Save(t.Context(), it)
		if err != nil {
			t.Fatal(err)
		}
		truth[rep.ArticleID] = story[it.Text]
	}
	found := told(t, db)
	for id := range truth {
		if _, ok := found[id]; !ok {
			delete(truth, id)
		}
	}
	p, r, f := bCubed(found, truth)
	t.Logf("%d visits, %d dispatches, %d read: B³ precision %.3f, recall %.3f, F1 %.3f", len(visits), len(items), len(found), p, r, f)
	if f < 0.9 || len(found)*2 < len(items) {
		t.Errorf("B³ F1 %.3f of %d of %d dispatches, want .90 of more than half", f, len(found), len(items))
	}
}

// TestMergingKeepsStoriesApart: of the pairs of articles that share an event,
// how many are of one story by the corpus's own clusters.
func TestMergingKeepsStoriesApart(t *testing.T) {
	f, err := os.Open("../../shared/corpora/events/en-clusters-dev.jsonl")
	if err != nil {
		t.Skip("the development corpora do not lie beside the checkout")
	}
	defer func() { _ = f.Close() }()
	g := &ingest.Ingester{Reader: remembering{must(reader())(t), map[string]extract.Result{}}}
	db := testkit.OpenDB(t)
	g.Store = lent{db}
	cluster := map[uint64]string{}
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<26)
	for s.Scan() {
		var row struct{ Title, Text, Published, Cluster string }
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rep, err := g.Save(t.Context(), ingest.Item{Title: row.Title, Text: row.Text, Lang: "en", Published: row.Published[:10]})
		if err != nil {
			continue // too short or not English
		}
		cluster[rep.ArticleID] = row.Cluster
	}
	pairs, right := 0, 0
	err = db.EachEvent(t.Context(), models.EventFilter{Reviews: models.Reviews}, func(e *models.Event) error {
		for i, a := range e.Mentions {
			for _, b := range e.Mentions[:i] {
				if a.ArticleID == b.ArticleID {
					continue
				}
				pairs++
				if cluster[a.ArticleID] == cluster[b.ArticleID] {
					right++
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d articles, %d pairs share an event, %d of one story", len(cluster), pairs, right)
	if right*10 < pairs*9 {
		t.Errorf("only %d of %d pairs that share an event are of one story", right, pairs)
	}
}

func must(x *extract.Extractor, err error) func(*testing.T) *extract.Extractor {
	return func(t *testing.T) *extract.Extractor {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}
