package models

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest texts a record takes, in code points.
const (
	MaxTitle   = 300
	MaxSummary = 4000
	MaxName    = 200
	MaxLogin   = 64
)

// DayBases an event's day can rest on; "" for an undated event.
var DayBases = []string{"", "text", "context", "publication", "curator"}

// Validate tells everything that is wrong with the event as FieldErrors, nil
// when nothing is.
func (e *Event) Validate() error {
	var c checks
	c.oneOf("type", e.Type, EventTypes)
	c.oneOf("status", e.Status, Statuses)
	c.oneOf("review", e.Review, Reviews)
	c.oneOf("day_basis", e.DayBasis, DayBases)
	c.date(e)
	c.titles(e)
	c.length("attribution", e.Attribution, MaxTitle)
	for _, code := range e.Countries {
		if !ValidCode(code) {
			c.add("countries", "unknown", fmt.Sprintf("%q is no country code: use three capitals such as FRA, or an organisation's code such as UN", code))
		}
	}
	if !(e.Confidence >= 0 && e.Confidence <= 1) { // also refuses NaN
		c.add("confidence", "out_of_range", "confidence lies between 0 and 1")
	}
	for _, a := range e.Actors {
		c.oneOf("role", a.Role, ActorRoles)
	}
	return c.err()
}

// Validate tells what is wrong with the account, its password aside.
func (u *User) Validate() error {
	var c checks
	c.required("name", u.Name)
	c.length("name", u.Name, MaxLogin)
	if strings.ContainsFunc(u.Name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		c.add("name", "bad_character", "a login has no spaces")
	}
	c.oneOf("role", u.Role, []string{RoleCurator, RoleAdmin})
	return c.err()
}

// Validate tells what is wrong with the subscription; its schedule is checked
// by the scheduler, which owns that language.
func (f *Feed) Validate() error {
	var c checks
	c.required("url", f.URL)
	if f.URL != "" && !ValidURL(f.URL) {
		c.add("url", "not_a_url", "the address must begin with http:// or https:// and name a host")
	}
	c.length("title", f.Title, MaxTitle)
	return c.err()
}

// Validate tells what is wrong with the view.
func (v *SavedView) Validate() error {
	var c checks
	c.required("name", v.Name)
	c.length("name", v.Name, MaxName)
	return c.err()
}

// ValidURL tells whether s is an absolute http or https address with a host.
func ValidURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

// ValidCode tells whether s can be a country's or an organisation's code:
// capitals and digits, 2 to 12 of them, a capital first.
func ValidCode(s string) bool {
	if len(s) < 2 || len(s) > 12 || s[0] < 'A' || s[0] > 'Z' {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') })
}

// checks gathers field errors.
type checks struct{ errs FieldErrors }

func (c *checks) add(field, code, msg string) {
	c.errs = append(c.errs, FieldError{field, code, msg})
}

func (c *checks) err() error {
	if len(c.errs) == 0 {
		return nil
	}
	return c.errs
}

func (c *checks) oneOf(field, v string, known []string) {
	if !slices.Contains(known, v) {
		c.add(field, "unknown", fmt.Sprintf("unknown %s %q: choose from %s", field, v, strings.Join(known, ", ")))
	}
}

func (c *checks) required(field, v string) {
	if strings.TrimSpace(v) == "" {
		c.add(field, "required", "fill in the "+field)
	}
}

func (c *checks) length(field, v string, most int) {
	if utf8.RuneCountInString(v) > most {
		c.add(field, "too_long", fmt.Sprintf("use at most %d characters", most))
	}
}

func (c *checks) date(e *Event) {
	var want Event
	if err := want.SetDate(e.EDTF); err != nil {
		c.add("date", "not_a_date", err.Error())
		return
	}
	same := func(a, b *int32) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	if !same(want.StartDay, e.StartDay) || !same(want.EndDay, e.EndDay) || want.Precision != e.Precision {
		c.add("date", "inconsistent", fmt.Sprintf("the stored days do not match %q: set the date with SetDate", e.EDTF))
	}
}

func (c *checks) titles(e *Event) {
	if e.Title("") == "" {
		c.add("title", "required", "give the event a title")
	}
	for _, s := range e.Titles {
		c.length("title", s, MaxTitle)
	}
	for _, s := range e.Summaries {
		c.length("summary", s, MaxSummary)
	}
}
