package timeline

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chancery/models"
)

// dictionary numbers actors, countries and languages, so that a row holds
// small integers. Numbers are never reused.
type dictionary struct {
	mu        sync.RWMutex
	countries []string
	countryID map[string]uint16
	actors    []actorName
	actorID   map[string]uint32   // by key
	byName    map[string][]uint32 // by folded name
	langs     []string
}

type actorName struct {
	key, name, kind string
	names           map[string]string
}

func newDictionary() *dictionary {
	return &dictionary{
		countryID: map[string]uint16{}, actorID: map[string]uint32{}, byName: map[string][]uint32{},
	}
}

func (d *dictionary) countryIDs(codes []string) []uint16 {
	if len(codes) == 0 {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	ids := make([]uint16, 0, len(codes))
	for _, c := range codes {
		id, ok := d.countryID[c]
		if !ok {
			if len(d.countries) > 0xfff0 {
				continue
			}
			id = uint16(len(d.countries))
			d.countries = append(d.countries, c)
			d.countryID[c] = id
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (d *dictionary) actorIDs(actors []models.EventActor) []uint32 {
	if len(actors) == 0 {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	ids := make([]uint32, 0, len(actors))
	for i := range actors {
		id := d.actor(&actors[i].Actor)
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// actor numbers an actor and takes over a corrected name. The lock is held.
func (d *dictionary) actor(a *models.Actor) uint32 {
	id, ok := d.actorID[a.Key]
	if !ok {
		id = uint32(len(d.actors))
		d.actors = append(d.actors, actorName{key: a.Key})
		d.actorID[a.Key] = id
	}
	known := &d.actors[id]
	known.kind = a.Kind
	if known.name == a.Name && len(known.names) == len(a.Names) {
		return id
	}
	known.name, known.names = a.Name, a.Names
	d.nameActor(a.Name, id)
	for _, n := range a.Names {
		d.nameActor(n, id)
	}
	return id
}

func (d *dictionary) nameActor(name string, id uint32) {
	if f := fold(name); f != "" && !slices.Contains(d.byName[f], id) {
		d.byName[f] = append(d.byName[f], id)
	}
}

// findActors gives the numbers of the actors with this key or, in any language
// and without regard to case and accents, this name. The store reads a filter
// in the same way.
func (d *dictionary) findActors(s string) []uint32 {
	d.mu.RLock()
	defer d.mu.RUnlock()
	ids := slices.Clone(d.byName[fold(s)])
	if id, ok := d.actorID[s]; ok {
		ids = append(ids, id)
	}
	return ids
}

// KnowsActor tells whether a key or a whole name is some actor's.
func (x *Index) KnowsActor(s string) bool { return len(x.words.findActors(s)) > 0 }

func (d *dictionary) findCountry(code string) (uint16, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	id, ok := d.countryID[code]
	return id, ok
}

func (d *dictionary) country(id uint16) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.countries[id]
}

// actorLabel gives an actor's key, its name in a language, and its kind.
func (d *dictionary) actorLabel(id uint32, lang string) (key, name, kind string) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	a := d.actors[id]
	if n := a.names[lang]; n != "" {
		return a.key, n, a.kind
	}
	return a.key, a.name, a.kind
}

func (d *dictionary) sizes() (countries, actors int) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return len(d.countries), len(d.actors)
}

// langID numbers a language tag; beyond 255 of them all share one number.
func (d *dictionary) langID(tag string) uint8 {
	d.mu.RLock()
	i := slices.Index(d.langs, tag)
	d.mu.RUnlock()
	if i >= 0 {
		return uint8(i)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if i := slices.Index(d.langs, tag); i >= 0 {
		return uint8(i)
	}
	if len(d.langs) >= 255 {
		return 255
	}
	d.langs = append(d.langs, tag)
	return uint8(len(d.langs) - 1)
}

// fold drops case, accents and the kind of apostrophe: "Orbán" finds "orban".
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case strings.ContainsRune("’ʼ‘", r):
			return '\''
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return strings.Join(strings.Fields(s), " ")
}
