package event_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chancery/edtf"
	"chancery/extract/event"
)

// someFacts makes facts that often match: few types, states, people and days.
func someFacts(rng *rand.Rand) event.Facts {
	types := []string{"visit", "meeting", "statement", "sanction"}
	statuses := []string{"planned", "occurred", "postponed", "cancelled"}
	f := event.Facts{
		Type: types[rng.IntN(len(types))], Status: statuses[rng.IntN(len(statuses))],
		Published: edtf.Day(19000 + rng.IntN(40)),
	}
	for _, c := range []string{"FRA", "RUS", "DEU"} {
		if rng.IntN(2) == 0 {
			f.Countries = append(f.Countries, c)
		}
	}
	for _, p := range []string{"Q1", "Q2"} {
		if rng.IntN(2) == 0 {
			f.People = append(f.People, p)
		}
	}
	if rng.IntN(4) > 0 {
		start := edtf.Day(18990 + rng.IntN(60))
		f.Known, f.Exact = true, true
		f.Days = edtf.Interval{Start: start, End: start + 1 + edtf.Day(rng.IntN(4))}
		if rng.IntN(6) == 0 {
			f.Exact, f.Days = false, edtf.Interval{Start: start, End: start + edtf.Day(30+rng.IntN(600))}
		}
	}
	if rng.IntN(3) == 0 {
		f.PlaceCountry = []string{"RUS", "DEU"}[rng.IntN(2)]
	}
	return f
}

func meet(seek, store []string) bool {
	return slices.ContainsFunc(seek, func(k string) bool { return slices.Contains(store, k) })
}

// TestBlocksMissNothing: whatever Compare joins is found by the blocks, from
// either side.
func TestBlocksMissNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	matches := 0
	for range 200_000 {
		a, b := someFacts(rng), someFacts(rng)
		if event.Compare(a, b).Score < event.SameEvent {
			continue
		}
		matches++
		ka, kb := event.BlocksOf(a), event.BlocksOf(b)
		if !meet(ka.Seek, kb.Store) || !meet(kb.Seek, ka.Store) {
			t.Fatalf("%+v and %+v match but share no block:\n%q\n%q", a, b, ka, kb)
		}
	}
	if matches < 1000 {
		t.Fatalf("only %d matches: the test shows little", matches)
	}
}

func TestCompareIsSymmetric(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100_000 {
		a, b := someFacts(rng), someFacts(rng)
		if x, y := event.Compare(a, b), event.Compare(b, a); x.Score != y.Score {
			t.Fatalf("%+v and %+v: %v one way, %v the other", a, b, x, y)
		}
	}
}

// partition writes groups by the reports' keys.
func partition(rs []event.Report, groups [][]int) string {
	var lines []string
	for _, g := range groups {
		var keys []string
		for _, i := range g {
			keys = append(keys, rs[i].Key)
		}
		lines = append(lines, strings.Join(keys, " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestClusterIsFreeOfOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	joined := 0
	for range 300 {
		rs := make([]event.Report, 25)
		for i := range rs {
			rs[i] = event.Report{Facts: someFacts(rng), Key: fmt.Sprintf("k%02d", i), Article: fmt.Sprint(i / 2)}
		}
		want := partition(rs, event.Cluster(rs, nil))
		joined += len(rs) - len(strings.Split(want, "\n"))
		for range 5 {
			rng.Shuffle(len(rs), func(i, k int) { rs[i], rs[k] = rs[k], rs[i] })
			if got := partition(rs, event.Cluster(rs, nil)); got != want {
				t.Fatalf("another order gives\n%s\ninstead of\n%s", got, want)
			}
		}
	}
	if joined == 0 {
		t.Fatal("nothing was ever joined")
	}
}

// day is a visit's report: Macron in Russia on days of January 2022.
func day(key, status string, first, last edtf.Day) event.Report {
	const january = 18993 // 2022-01-01
	f := event.Facts{Type: "visit", Status: status, People: []string{"Q1"}, Countries: []string{"FRA", "RUS"}, Published: january}
	if first > 0 {
		f.Known, f.Exact, f.Days = true, true, edtf.Interval{Start: january + first - 1, End: january + last}
	}
	return event.Report{Facts: f, Key: key, Article: key}
}

func TestCluster(t *testing.T) {
	apart := func(a, b string) func(rs []event.Report) func(i, k int) bool {
		return func(rs []event.Report) func(i, k int) bool {
			return func(i, k int) bool {
				return rs[i].Key == a && rs[k].Key == b || rs[i].Key == b && rs[k].Key == a
			}
		}
	}
	pinned := func(r event.Report, pin uint64) event.Report { r.Pin = pin; return r }
	sameArticle := func(r event.Report) event.Report { r.Article = "same"; return r }
	for _, c := range []struct {
		name  string
		rs    []event.Report
		apart func(rs []event.Report) func(i, k int) bool
		want  string
	}{
		{"the same day", []event.Report{day("a", "planned", 7, 7), day("b", "occurred", 7, 7)}, nil, "a b"},
		{"other days", []event.Report{day("a", "planned", 7, 7), day("b", "planned", 9, 9)}, nil, "a\nb"},
		{"days of a longer stay", []event.Report{day("a", "planned", 7, 7), day("b", "planned", 6, 9), day("c", "planned", 9, 9)}, nil, "a b c"},
		{"put off", []event.Report{day("a", "planned", 7, 7), day("b", "postponed", 7, 7), day("c", "planned", 20, 20)}, nil, "a b c"},
		{"undated between two visits", []event.Report{day("a", "planned", 7, 7), day("b", "planned", 0, 0), day("c", "planned", 9, 9)}, nil, "a b\nc"},
		{"told apart by one article", []event.Report{sameArticle(day("a", "planned", 7, 7)), sameArticle(day("b", "planned", 7, 7))}, nil, "a\nb"},
		{"a person's word: not the same", []event.Report{day("a", "planned", 7, 7), day("b", "planned", 7, 7)}, apart("a", "b"), "a\nb"},
		{"a person's word: the same", []event.Report{pinned(day("a", "planned", 7, 7), 1), pinned(day("b", "planned", 9, 9), 1), day("c", "occurred", 9, 9)}, nil, "a b c"},
		{"two events of a person", []event.Report{pinned(day("a", "planned", 7, 7), 1), pinned(day("b", "planned", 7, 7), 2), day("c", "planned", 7, 7)}, nil, "a c\nb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f func(i, k int) bool
			if c.apart != nil {
				f = c.apart(c.rs)
			}
			if got := partition(c.rs, event.Cluster(c.rs, f)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestConsistent: where Consistent holds, matching reports are one group.
func TestConsistent(t *testing.T) {
	if event.Consistent([]event.Report{day("a", "planned", 7, 7), day("b", "planned", 9, 9)}) {
		t.Error("two days are consistent")
	}
	if !event.Consistent([]event.Report{day("a", "planned", 7, 7), day("b", "planned", 6, 9), day("c", "planned", 0, 0)}) {
		t.Error("a day inside a stay is not consistent")
	}
}

// BenchmarkCluster brings reports together by their blocks and parts them into
// events, as taking them in one by one does, without a database: 100,000
// reports of 20,000 events of ten years.
func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n, " reports"), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(13, 14))
			rs := make([]event.Report, 0, n)
			for k := range n / 5 {
				f := someFacts(rng)
				shift := edtf.Day(rng.IntN(3650))
				f.Countries = []string{fmt.Sprintf("C%02d", int(150*rng.Float64()*rng.Float64())), fmt.Sprintf("D%02d", rng.IntN(150))}
				f.People = []string{fmt.Sprint("Q", rng.IntN(400))}
				f.Days.Start, f.Days.End, f.Published = f.Days.Start+shift, f.Days.End+shift, f.Published+shift
				for c := range 5 {
					rs = append(rs, event.Report{Facts: f, Key: fmt.Sprintf("%06d.%d", k, c), Article: fmt.Sprint(k, ".", c)})
				}
			}
			rng.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
			b.ReportAllocs()
			for b.Loop() {
				filed := map[string][]int{}
				events := 0
				component := make([]int, len(rs))
				members := map[int][]int{}
				for i, r := range rs {
					component[i] = i
					members[i] = []int{i}
					k := event.BlocksOf(r.Facts)
					seen := map[int]bool{}
					for _, key := range k.Seek {
						for _, o := range filed[key] {
							if seen[o] {
								continue
							}
							seen[o] = true
							if from := component[o]; from != component[i] && event.Compare(r.Facts, rs[o].Facts).Score >= event.SameEvent {
								into := component[i]
								for _, m := range members[from] {
									component[m] = into
								}
								members[into] = append(members[into], members[from]...)
								delete(members, from)
							}
						}
					}
					for _, key := range k.Store {
						filed[key] = append(filed[key], i)
					}
				}
				for _, ms := range members {
					part := make([]event.Report, len(ms))
					for i, m := range ms {
						part[i] = rs[m]
					}
					events += len(event.Cluster(part, nil))
				}
				b.ReportMetric(float64(events), "events")
			}
		})
	}
}
