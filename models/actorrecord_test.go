package models

import (
	"errors"
	"strings"
	"testing"
)

func TestParseTerms(t *testing.T) {
	got, err := ParseTerms("fra foreign-minister 2024-09-21/..\r\n\n UN envoy 2020-01-02/2021-01-02 ")
	if err != nil || len(got) != 2 || got[0].String() != "FRA foreign-minister 2024-09-21/.." || got[1].End != "2021-01-02" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, s := range []string{"FRA", "FRA minister 2024", "FRA the minister 2024/.."} {
		if _, err := ParseTerms(s); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: %v, want ErrInvalid", s, err)
		}
	}
}

func TestActorRecordValidate(t *testing.T) {
	good := func() *ActorRecord {
		return &ActorRecord{
			Key: "new:x", Kind: KindPerson, Country: "MLI", Names: map[string]string{"fr": "X Y"}, Source: "s",
			Terms: []OfficeTerm{{"MLI", "foreign-minister", "2020-01-01", "2020-01-01"}},
		}
	}
	if err := good().Validate(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*ActorRecord){
		"no name": func(r *ActorRecord) { r.Names = nil }, "no source": func(r *ActorRecord) { r.Source = "" },
		"kind": func(r *ActorRecord) { r.Kind = "ship" }, "country": func(r *ActorRecord) { r.Country = "Mali" },
		"end before start": func(r *ActorRecord) { r.Terms[0].End = "2019-12-31" },
		"office":           func(r *ActorRecord) { r.Terms[0].Office = "boss" },
		"no day":           func(r *ActorRecord) { r.Terms[0].Start = "2020-02-30" },
		"code":             func(r *ActorRecord) { r.Terms[0].Country = "" },
		"a state's office": func(r *ActorRecord) { r.Kind = KindState },
		"long name":        func(r *ActorRecord) { r.Names["fr"] = strings.Repeat("x", MaxName+1) },
		"aliases":          func(r *ActorRecord) { r.Aliases = make([]string, MaxAliases+1) },
	} {
		r := good()
		spoil(r)
		if err := r.Validate(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}
