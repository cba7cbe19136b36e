package export

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chancery/models"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	whole := sampleOptions()
	whole.Whole, whole.Lang, whole.Name, whole.BaseURL = true, "en", "Minsk, Normandy & others", ""
	tests := []struct {
		file, format string
		events       []models.Event
		options      Options
	}{
		{"sample.fr.ics", "ics", sample(t), sampleOptions()},
		{"whole.en.ics", "ics", sample(t), whole},
		{"empty.ics", "ics", nil, Options{}},
		{"sample.csv", "csv", sample(t), sampleOptions()},
		{"empty.csv", "csv", nil, Options{}},
		{"sample.json", "json", sample(t), sampleOptions()},
		{"empty.json", "json", nil, Options{}},
		{"sample.jsonl", "jsonl", sample(t), sampleOptions()},
		{"empty.jsonl", "jsonl", nil, Options{}},
		{"sample.jsonld", "jsonld", sample(t), sampleOptions()},
		{"sample.atom", "atom", sample(t), sampleOptions()},
		{"empty.atom", "atom", nil, Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := written(t, tt.format, tt.events, tt.options)
			path := filepath.Join("testdata", tt.file+".golden")
			if *update {
				if err := os.WriteFile(path, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("run with -update when this is meant (-want +got):\n%s", diff)
			}
		})
	}
}

func written(t testing.TB, format string, events []models.Event, o Options) []byte {
	t.Helper()
	f, err := Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b, All(events), o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every writer must hand on the error of its source and of its target.
func TestErrorsAreHandedOn(t *testing.T) {
	broken := errors.New("database gone")
	events := sample(t)
	failing := Stream(func(fn func(*models.Event) error) error {
		if err := fn(&events[0]); err != nil {
			return err
		}
		return broken
	})
	for _, f := range Formats() {
		if err := f.Write(&bytes.Buffer{}, failing, Options{}); !errors.Is(err, broken) {
			t.Errorf("%s: error of the source is %v, want %v", f.Name, err, broken)
		}
		if err := f.Write(fullDisk{}, All(events), Options{}); !errors.Is(err, errFull) {
			t.Errorf("%s: error of the target is %v, want %v", f.Name, err, errFull)
		}
	}
	var b bytes.Buffer
	_ = WriteICS(&b, failing, Options{})
	if b.Len() != 0 {
		t.Errorf("a calendar that failed half-way wrote %d bytes, want none", b.Len())
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestStreamStops(t *testing.T) {
	events, calls := sample(t), 0
	each := func(fn func(*models.Event) error) error {
		for i := range events {
			calls++
			if err := fn(&events[i]); err != nil {
				return err
			}
		}
		return nil
	}
	for _, err := range Stream(each) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	if calls != 1 {
		t.Errorf("the source was asked %d times after the reader stopped, want once", calls)
	}
}

func TestLookup(t *testing.T) {
	if _, err := Lookup("pdf"); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("Lookup(pdf) = %v, want ErrInvalid", err)
	}
}
