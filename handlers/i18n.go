package handlers

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// locale is one interface language: its messages and how it counts.
type locale struct {
	Tag      string
	tag      language.Tag
	messages map[string]string // dotted key → text with {placeholders}
}

// locales are all interface languages, the fallback (English) first for
// matching, sorted by tag for menus.
type locales struct {
	byTag   map[string]*locale
	order   []string
	matcher language.Matcher
	matched []*locale // in the matcher's order
}

const fallbackLang = "en"

// loadLocales reads messages/<lang>/*.yaml. A new language is a new folder.
func loadLocales(fsys fs.FS) (*locales, error) {
	dirs, err := fs.ReadDir(fsys, "messages")
	if err != nil {
		return nil, err
	}
	ls := &locales{byTag: map[string]*locale{}}
	for _, d := range dirs {
		l, err := loadLocale(fsys, d.Name())
		if err != nil {
			return nil, err
		}
		ls.byTag[l.Tag] = l
		ls.order = append(ls.order, l.Tag)
	}
	if ls.byTag[fallbackLang] == nil {
		return nil, fmt.Errorf("messages: no folder for the fallback language %q", fallbackLang)
	}
	tags := []language.Tag{}
	for _, name := range append([]string{fallbackLang}, ls.order...) {
		if l := ls.byTag[name]; !slices.Contains(ls.matched, l) {
			ls.matched, tags = append(ls.matched, l), append(tags, l.tag)
		}
	}
	ls.matcher = language.NewMatcher(tags)
	return ls, nil
}

func loadLocale(fsys fs.FS, name string) (*locale, error) {
	tag, err := language.Parse(name)
	if err != nil {
		return nil, fmt.Errorf("messages/%s: %w", name, err)
	}
	l := &locale{Tag: name, tag: tag, messages: map[string]string{}}
	files, err := fs.Glob(fsys, path.Join("messages", name, "*.yaml"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		raw, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		tree := map[string]any{}
		if err := yaml.Unmarshal(raw, &tree); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if err := l.flatten("", tree); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return l, nil
}

func (l *locale) flatten(prefix string, tree map[string]any) error {
	for k, v := range tree {
		key := prefix + k
		switch v := v.(type) {
		case string:
			if _, twice := l.messages[key]; twice {
				return fmt.Errorf("message %s is there twice", key)
			}
			l.messages[key] = v
		case map[string]any:
			if err := l.flatten(key+".", v); err != nil {
				return err
			}
		default:
			return fmt.Errorf("message %s is not a text: write it in quotes", key)
		}
	}
	return nil
}

// T is the message with its {name} placeholders filled from name, value pairs.
// A missing message shows its key, which a test finds before a reader does.
func (l *locale) T(key string, args ...any) string {
	text, ok := l.messages[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	return fill(text, args)
}

// N is the message in the plural form the language uses for n; {n} is n.
func (l *locale) N(key string, n int, args ...any) string {
	form := "other"
	if plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0) == plural.One {
		form = "one"
	}
	return l.T(key+"."+form, append([]any{"n", n}, args...)...)
}

// V is the name of a vocabulary value: V("type", "visit"). A value the
// messages do not know is shown as it is; "" stays "".
func (l *locale) V(vocabulary, value string) string {
	if text, ok := l.messages[vocabulary+"."+value]; ok {
		return text
	}
	return value
}

// Has tells whether the message exists.
func (l *locale) Has(key string) bool { _, ok := l.messages[key]; return ok }

func fill(text string, args []any) string {
	if len(args) < 2 {
		return text
	}
	pairs := make([]string, 0, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs = append(pairs, fmt.Sprintf("{%v}", args[i]), fmt.Sprint(args[i+1]))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// get is the locale of an exact tag, nil when there is none.
func (ls *locales) get(tag string) *locale { return ls.byTag[tag] }

// accept picks the best locale for an Accept-Language header.
func (ls *locales) accept(header string) *locale {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil || len(tags) == 0 {
		return ls.byTag[fallbackLang]
	}
	_, i, confidence := ls.matcher.Match(tags...)
	if confidence == language.No {
		return ls.byTag[fallbackLang]
	}
	return ls.matched[i]
}
