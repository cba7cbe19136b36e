package handlers

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"chancery/models"
)

// FormErrors are a form's faults in the reader's language.
type FormErrors []FormError

// FormError is one fault; Field is the name of the control it belongs to.
type FormError struct{ Field, Message string }

// ID is the id of the control it belongs to.
func (e FormError) ID() string { return controlID(e.Field) }

// controlID makes an id of a control's name: dots would have to be escaped in
// style sheets and scripts.
func controlID(name string) string { return strings.ReplaceAll(name, ".", "-") }

// formErrors words the faults an error holds: by "invalid.<field>.<code>",
// else "invalid.<code>", else in English as they are.
func formErrors(l *locale, err error) FormErrors {
	var many models.FieldErrors
	var one models.FieldError
	switch {
	case errors.As(err, &many):
	case errors.As(err, &one):
		many = models.FieldErrors{one}
	}
	var out FormErrors
	for _, f := range many {
		out = append(out, FormError{f.Field, fieldMessage(l, f)})
	}
	return out
}

func fieldMessage(l *locale, f models.FieldError) string {
	field, _, _ := strings.Cut(f.Field, ".") // "title.fr" is a title
	for _, key := range []string{"invalid." + field + "." + f.Code, "invalid." + f.Code} {
		if l.Has(key) {
			return l.T(key)
		}
	}
	return f.Message
}

// For is what is wrong with one field, "" when nothing is.
func (e FormErrors) For(field string) string {
	var out []string
	for _, f := range e {
		if f.Field == field && !slices.Contains(out, f.Message) {
			out = append(out, f.Message)
		}
	}
	return strings.Join(out, " ")
}

// FieldView is a form control with its label, hint and error; the partial
// "field" draws it.
type FieldView struct {
	Name, Value, Error string
	Kind               string // text, password, url, textarea, select, search, date
	Label, Hint        string // message keys
	Autocomplete       string
	List               string // id of a datalist
	Lang               string // of the text, shown behind the label
	Required           bool
	Options            []Option
}

// Option is one choice of a select.
type Option struct {
	Value, Label string
	Selected     bool
}

// ID of the control.
func (f FieldView) ID() string { return controlID(f.Name) }

// Described are the ids of the texts that describe the control.
func (f FieldView) Described() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.ID()+"-error")
	}
	return strings.Join(ids, " ")
}

// newField is the template function "field": name, value, errors, then pairs of
// settings ("label", "login.name", "kind", "password", …).
func newField(name, value string, errs FormErrors, settings ...string) (FieldView, error) {
	f := FieldView{Name: name, Value: value, Kind: "text", Error: errs.For(name)}
	for i := 0; i+1 < len(settings); i += 2 {
		switch v := settings[i+1]; settings[i] {
		case "label":
			f.Label = v
		case "hint":
			f.Hint = v
		case "kind":
			f.Kind = v
		case "autocomplete":
			f.Autocomplete = v
		case "list":
			f.List = v
		case "lang":
			f.Lang = v
		case "required":
			f.Required = true
		default:
			return f, errors.New("field: no setting " + settings[i])
		}
	}
	return f, nil
}

// newChoice is the template function "choice": as field, with the values to
// choose from and the vocabulary that names them.
func newChoice(l *locale) func(string, string, FormErrors, []string, string, ...string) (FieldView, error) {
	return func(name, value string, errs FormErrors, values []string, vocabulary string, settings ...string) (FieldView, error) {
		f, err := newField(name, value, errs, settings...)
		f.Kind = "select"
		for _, v := range values {
			label := l.V(vocabulary, v)
			if v == "" {
				label = "–"
			}
			f.Options = append(f.Options, Option{v, label, v == value})
		}
		return f, err
	}
}

// clean trims a form value and takes out what no field may hold: control
// characters other than line breaks, and broken UTF-8.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, s))
}
