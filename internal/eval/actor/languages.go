package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/edtf"
	"chancery/extract/actor"
	"chancery/extract/text"
	"chancery/lang"
)

// handmade is a case of lang/<tag>/actors-cases.yaml or actors-disambiguation.yaml.
type handmade struct {
	Text string   `yaml:"text"`
	Day  string   `yaml:"day"`
	Want []string `yaml:"want"`
	Not  []string `yaml:"not"`
}

// languages are figures by language.
type languages struct {
	mention, link map[string]*count
}

func newLanguages() *languages {
	return &languages{mention: map[string]*count{}, link: map[string]*count{}}
}

func in(m map[string]*count, tag string) *count {
	if m[tag] == nil {
		m[tag] = &count{}
	}
	return m[tag]
}

// cases measures a language's hand-made cases. A wanted mention asks for its
// words and its link; one that must not come out is a wrong answer when it does.
func (b *bench) cases(l *languages, tag string) error {
	for _, file := range []string{"actors-cases.yaml", "actors-disambiguation.yaml"} {
		var list []handmade
		if err := lang.Decode(tag, file, &list); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return err
		}
		for _, c := range list {
			day, err := edtf.ParseDay(c.Day)
			d, err2 := b.doc(c.Text, tag)
			if err2 != nil {
				return err2
			}
			l.judge(tag, d, b.g.Match(d, day, err == nil), c)
		}
	}
	return nil
}

func (l *languages) judge(tag string, d *text.Doc, got []actor.Mention, c handmade) {
	from := 0
	for _, w := range c.Want {
		words, id, linked := strings.Cut(w, " = ")
		i := slices.IndexFunc(got, func(m actor.Mention) bool { return m.Start >= from && d.Text[m.Start:m.End] == words })
		in(l.mention, tag).add(i >= 0, i >= 0)
		if i < 0 {
			if linked {
				in(l.link, tag).add(false, false)
			}
			continue
		}
		m := got[i]
		from = m.End
		if linked {
			in(l.link, tag).add(true, means(m, id))
		}
	}
	for _, w := range c.Not {
		words, id, linked := strings.Cut(w, " = ")
		for _, m := range got {
			if d.Text[m.Start:m.End] != words {
				continue
			}
			if !linked {
				in(l.mention, tag).answered++
			} else if means(m, id) {
				in(l.link, tag).answered++
			}
		}
	}
}

// means: a mention is linked to an id, a code, the place of a seat, or to both
// of "A+B".
func means(m actor.Mention, id string) bool {
	var each []string
	for _, r := range m.Each {
		if r.Kind == actor.State {
			r.ID = r.Country
		}
		each = append(each, r.ID)
	}
	return id == m.ID || id == m.Country || m.Metonym && id == m.PlaceID || each != nil && id == strings.Join(each, "+")
}

// article is what a careful reader took from a text for measuring events: whom
// it names, of which states.
type article struct {
	Published string `json:"published"`
	Must      []struct {
		Countries []string `json:"countries"`
		Actors    []string `json:"actors"`
	} `json:"must"`
}

// articles measures recall on the texts written for measuring events, but for
// those held out: each person of the gold whose name stands in the text is to be
// linked to a record of that name, and each state or organisation to be
// mentioned.
func (b *bench) articles(l *languages, folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.events.json"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(filepath.Dir(file)), "held") {
			continue
		}
		var a article
		raw, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(raw, &a)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		body, err := os.ReadFile(strings.TrimSuffix(file, ".events.json") + ".txt")
		if err != nil {
			return err
		}
		parts := strings.Split(filepath.Base(file), ".") // NAME.LANG.events.json
		if tag := parts[len(parts)-3]; !slices.Contains(b.g.Tags(), tag) {
			continue
		} else if err := b.article(l, tag, &a, string(body)); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) article(l *languages, tag string, a *article, body string) error {
	d, err := b.doc(body, tag)
	if err != nil {
		return err
	}
	day, err := edtf.ParseDay(a.Published)
	got := b.g.Match(d, day, err == nil)
	seen := map[string]bool{}
	for _, m := range a.Must {
		for _, c := range m.Countries {
			if !seen[c] {
				found := slices.ContainsFunc(got, func(x actor.Mention) bool { return x.Country == c })
				in(l.link, tag+" states").add(found, found)
			}
			seen[c] = true
		}
		for _, names := range m.Actors {
			if !seen[names] {
				b.person(l, tag, names, d, got)
			}
			seen[names] = true
		}
	}
	return nil
}

// person: the name is in the text, a person stands there, and it is that one.
func (b *bench) person(l *languages, tag, names string, d *text.Doc, got []actor.Mention) {
	list := strings.Split(names, "|")
	at := -1
	for _, n := range list {
		if at < 0 {
			at = strings.Index(d.Text, n)
		}
	}
	if at < 0 {
		return
	}
	i := slices.IndexFunc(got, func(m actor.Mention) bool { return m.Kind == actor.Person && m.Start <= at && at < m.End })
	in(l.mention, tag+" people").add(i >= 0, i >= 0)
	if i < 0 {
		return
	}
	r, known := b.g.Record(got[i].ID)
	right := slices.ContainsFunc(list, func(n string) bool {
		return strings.Contains(got[i].Name, n) || known && slices.ContainsFunc(slices.Collect(maps.Values(r.Names)), func(o string) bool { return strings.Contains(o, n) })
	})
	in(l.link, tag+" people").add(true, right)
}

func (l *languages) print(w io.Writer) {
	fmt.Fprintf(w, "\n%-12s %9s %9s %7s %9s %9s %7s\n", "by language", "mentions", "precision", "recall", "links", "precision", "recall")
	tags := slices.AppendSeq(slices.Collect(maps.Keys(l.mention)), maps.Keys(l.link))
	slices.Sort(tags)
	for _, tag := range slices.Compact(tags) {
		m, k := in(l.mention, tag), in(l.link, tag)
		fmt.Fprintf(w, "%-12s %s %s\n", tag, m, k)
	}
}

// byLanguage prints the figures of the cases beside the packs and of the texts
// written for measuring events.
func (b *bench) byLanguage(w io.Writer) error {
	l := newLanguages()
	for _, tag := range b.g.Tags() {
		if err := b.cases(l, tag); err != nil {
			return err
		}
	}
	for _, folder := range []string{"seeds/articles", "internal/eval/event/testdata/*"} {
		if err := b.articles(l, folder); err != nil {
			return err
		}
	}
	l.print(w)
	return nil
}

// String gives what was asked, precision and recall; dashes where nothing was.
func (c *count) String() string {
	if c.asked == 0 {
		return fmt.Sprintf("%9s %9s %7s", "-", "-", "-")
	}
	return fmt.Sprintf("%9d %9.3f %7.3f", c.asked, ratio(c.right, c.answered), ratio(c.right, c.asked))
}
