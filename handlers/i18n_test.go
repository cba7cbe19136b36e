package handlers

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"chancery/models"
	"chancery/templates"
)

func TestMessagesAreCompleteInEveryLanguage(t *testing.T) {
	ls := testLocales(t)
	if len(ls.order) < 2 {
		t.Fatalf("languages %v", ls.order)
	}
	holes := regexp.MustCompile(`\{[a-z]+\}`)
	for _, a := range ls.byTag {
		for _, b := range ls.byTag {
			for key, text := range a.messages {
				other, ok := b.messages[key]
				if !ok {
					t.Errorf("%s has no message %s (it is in %s)", b.Tag, key, a.Tag)
					continue
				}
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: message %s is empty", a.Tag, key)
				}
				x, y := holes.FindAllString(text, -1), holes.FindAllString(other, -1)
				slices.Sort(x)
				slices.Sort(y)
				plural := strings.HasSuffix(key, ".one") // need not say the number
				if ok && !plural && !slices.Equal(slices.Compact(x), slices.Compact(y)) {
					t.Errorf("%s takes %v in %s and %v in %s", key, x, a.Tag, y, b.Tag)
				}
			}
		}
	}
}

func TestVocabulariesHaveMessages(t *testing.T) {
	for _, l := range testLocales(t).byTag {
		for vocabulary, values := range map[string][]string{
			"type": models.EventTypes, "status": models.Statuses, "review": models.Reviews, "kind": models.ActorKinds,
			"role": models.ActorRoles, "field": models.LockableFields, "basis": models.DayBases[1:], "feed_state": feedStates, "user_role": {models.RoleAdmin, models.RoleCurator},
			"published_by": {models.PublishedGiven, models.PublishedMetadata, models.PublishedFeed, models.PublishedText, models.PublishedInferred, models.PublishedNone},
			"action":       {"create", "report", "edit", "review", "merge", "undo"},
			"precision":    {"day", "range", "month", "season", "year", "decade", "century"},
		} {
			for _, v := range values {
				if !l.Has(vocabulary + "." + v) {
					t.Errorf("%s: no message %s.%s", l.Tag, vocabulary, v)
				}
			}
		}
	}
}

// sources are the texts that may name a message.
func sources(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(templates.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".html") {
			raw, _ := fs.ReadFile(templates.FS, name)
			b.Write(raw)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(raw)
	}
	return b.String()
}

func TestMessagesAreUsedAndThere(t *testing.T) {
	text := sources(t)
	literals := map[string]bool{}
	var prefixes []string
	for _, m := range regexp.MustCompile(`"([a-z0-9_.]+)"`).FindAllStringSubmatch(text, -1) {
		literals[m[1]] = true
		if strings.HasSuffix(m[1], ".") || strings.HasSuffix(m[1], "_") && strings.Contains(m[1], ".") {
			prefixes = append(prefixes, m[1])
		}
	}
	for _, m := range regexp.MustCompile(`(?:\bv |\bV\()"([a-z_]+)"|"([a-z_]+)" "label"`).FindAllStringSubmatch(text, -1) {
		prefixes = append(prefixes, m[1]+m[2]+".")
	}
	l := testLocales(t).get(fallbackLang)
	for key := range l.messages {
		base := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		used := literals[key] || literals[base] || slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) }) ||
			literals[strings.TrimSuffix(key, "_day")]
		if !used {
			t.Errorf("message %s is never used", key)
		}
	}
	called := regexp.MustCompile(`(?:\{\{-? ?t |\(t |\bl\.T\(|\.T\(|setNotice\([^"\n]*|"(?:label|hint)" )"([a-z0-9_.]+[a-z0-9])"`)
	for _, m := range called.FindAllStringSubmatch(text, -1) {
		if !l.Has(m[1]) {
			t.Errorf("message %s does not exist", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`(?:\{\{-? ?n |\.N\()"([a-z0-9_.]+)"`).FindAllStringSubmatch(text, -1) {
		if !l.Has(m[1]+".one") || !l.Has(m[1]+".other") {
			t.Errorf("plural message %s needs one and other", m[1])
		}
	}
}

func TestErrorKeysHaveMessages(t *testing.T) {
	l := testLocales(t).get(fallbackLang)
	for _, m := range regexp.MustCompile(`Key: "([a-z_]+)"`).FindAllStringSubmatch(sources(t), -1) {
		if !l.Has("error."+m[1]+".title") || !l.Has("error."+m[1]+".help") {
			t.Errorf("the error %s needs title and help", m[1])
		}
	}
}

func TestPluralAndFill(t *testing.T) {
	ls := testLocales(t)
	for _, tt := range []struct {
		tag  string
		n    int
		want string
	}{{"en", 0, "1–2 of 0 events"}, {"en", 1, "1 event"}, {"en", 2, "1–2 of 2 events"}, {"fr", 0, "0 événement"}, {"fr", 1, "1 événement"}, {"fr", 3, "1–2 sur 3 événements"}} {
		if got := ls.get(tt.tag).N("list.events", tt.n, "first", 1, "last", 2); got != tt.want {
			t.Errorf("%s %d: %q, want %q", tt.tag, tt.n, got, tt.want)
		}
	}
	if got := ls.get("en").T("no.such.key"); !strings.Contains(got, "no.such.key") {
		t.Errorf("a missing message shows %q", got)
	}
	if got := ls.get("en").T("history.title", "event", "{event} {n}"); got != "History: {event} {n}" {
		t.Errorf("filled twice: %q", got)
	}
}

func TestAcceptLanguage(t *testing.T) {
	ls := testLocales(t)
	for header, want := range map[string]string{
		"": "en", "fr-CA,en;q=0.5": "fr", "de,fr;q=0.3": "fr", "zh": "en", "en-GB": "en", ";;;": "en", "fr;q=0.1, en;q=0.9": "en",
	} {
		if got := ls.accept(header).Tag; got != want {
			t.Errorf("%q gives %s, want %s", header, got, want)
		}
	}
}

func TestLocalesRefuseWhatDoesNotHold(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no fallback":    {"messages/fr/a.yaml": "a: b"},
		"not a text":     {"messages/en/a.yaml": "a: 3"},
		"twice":          {"messages/en/a.yaml": "a: x", "messages/en/b.yaml": "a: y"},
		"no yaml":        {"messages/en/a.yaml": "a: [", "messages/fr/a.yaml": ""},
		"no such tongue": {"messages/en/a.yaml": "a: b", "messages/?/a.yaml": "a: b"},
	} {
		fsys := fstest.MapFS{}
		for f, text := range files {
			fsys[f] = &fstest.MapFile{Data: []byte(text)}
		}
		if _, err := loadLocales(fsys); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
}
