package actor

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Extra is a record a curator added or corrected. It wins over the built-in
// one of the same id: its names come first, its country and point replace the
// old, and its terms replace those of the same office.
type Extra struct {
	Record
	// Variants are further spellings, good in every language.
	Variants []string
	// Surname is what stands alone; "" lets the last word of the name.
	Surname string
	Terms   []Term
}

// ErrRecord is wrapped when a curator's record cannot be used.
var ErrRecord = errors.New("unusable actor record")

// With gives a gazetteer that knows a curator's records, too. The receiver
// stays as it is, so that running extractions are not disturbed.
func (g *Gazetteer) With(extra ...Extra) (*Gazetteer, error) {
	if len(extra) == 0 {
		return g, nil
	}
	return open(slices.Clone(g.tags), append(slices.Clone(g.extra), extra...), true)
}

// overlays lays the curators' records over the tables and settles the terms.
func (b *builder) overlays() error {
	for _, x := range b.extra {
		if err := b.overlay(x); err != nil {
			return err
		}
	}
	b.g.settle()
	return nil
}

// overlay puts one record over what the files say.
func (b *builder) overlay(x Extra) error {
	if x.ID == "" || len(x.Names) == 0 {
		return fmt.Errorf("%w: it needs an id and a name: %+v", ErrRecord, x.Record)
	}
	for _, t := range x.Terms {
		if t.End <= t.Start {
			return fmt.Errorf("%w: %s: a term ends on %s, before it starts on %s", ErrRecord, x.ID, t.End, t.Start)
		}
	}
	i, known := b.g.byID[x.ID]
	if !known {
		i = b.newRec(rec{id: x.ID, kind: x.Kind, country: x.Country})
	}
	r := &b.g.records[i]
	if x.Country != "" {
		r.country = x.Country
	}
	if x.HasPoint {
		r.lat, r.lon, r.hasPoint = x.Lat, x.Lon, true
	}
	b.overlayNames(i, x)
	b.replaceTerms(i, x.Terms)
	b.g.extra = append(b.g.extra, x)
	return nil
}

// overlayNames: people are put in the trie later, with all others.
func (b *builder) overlayNames(i int32, x Extra) {
	r := &b.g.records[i]
	for _, tag := range slices.Backward(slices.Sorted(maps.Keys(x.Names))) {
		r.names = slices.Insert(r.names, 0, langName{tag, x.Names[tag]})
		if r.kind != Person {
			b.add(x.Names[tag], entry{kind: nameEntry, rec: i, langs: b.bits[tag]})
		}
	}
	for _, v := range x.Variants {
		r.names = append(r.names, langName{"", v})
		if r.kind != Person {
			b.add(v, entry{kind: nameEntry, rec: i, langs: allLangs})
		}
	}
	if x.Surname != "" {
		r.surnames = append(r.surnames, x.Surname)
	}
}
