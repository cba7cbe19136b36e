package edtf

import (
	"errors"
	"testing"
	"testing/quick"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in, first, last string
		precision       Precision
		exact           bool
	}{
		{"2022-02-07", "2022-02-07", "2022-02-07", DayP, true},
		{"2022-02-07?", "2022-02-07", "2022-02-07", DayP, false},
		{"2022-02", "2022-02-01", "2022-02-28", Month, false},
		{"2024-02-XX", "2024-02-01", "2024-02-29", Month, false},
		{"2022", "2022-01-01", "2022-12-31", Year, false},
		{"2022-XX", "2022-01-01", "2022-12-31", Year, false},
		{"199X", "1990-01-01", "1999-12-31", Decade, false},
		{"19XX", "1900-01-01", "1999-12-31", Century, false},
		{"2023-21", "2023-03-01", "2023-05-31", Season, false},
		{"2023-24", "2023-12-01", "2024-02-29", Season, false},
		{"2023-03-26/2023-03-29", "2023-03-26", "2023-03-29", Range, true},
		{"2022-01/2022-03", "2022-01-01", "2022-03-31", Month, false},
		{"2022-02-07T10:00Z", "2022-02-07", "2022-02-07", DayP, true},
		{"-0044-03-15", "-0044-03-15", "-0044-03-15", DayP, true},
		{"2022~", "2022-01-01", "2022-12-31", Year, false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			v, err := Parse(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			i := v.Interval()
			if i.Start.String() != tt.first || i.Last().String() != tt.last {
				t.Errorf("interval %v…%v, want %s…%s", i.Start, i.Last(), tt.first, tt.last)
			}
			if v.Precision() != tt.precision || v.Exact() != tt.exact {
				t.Errorf("precision %q exact %v", v.Precision(), v.Exact())
			}
		})
	}
}

func TestParseOpenEnds(t *testing.T) {
	v, err := Parse("2022-02-24/..")
	if err != nil || !v.OpenEnd || v.OpenStart || v.Exact() || v.Interval().End != MaxDay {
		t.Errorf("got %+v, %v", v, err)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", "lundi", "2022-13", "2022-02-30", "20X2", "XXXX", "2022-XX-05", "199X-05",
		"2022-03/2022-01", "../..", "/", "2022-02T10:00", "Y17000000", "04/02/2022", "2022-2-4",
	} {
		if v, err := Parse(in); !errors.Is(err, ErrSyntax) {
			t.Errorf("Parse(%q) = %v, %v; want ErrSyntax", in, v, err)
		}
	}
}

func TestDayRoundTrip(t *testing.T) {
	same := func(n int32) bool {
		d := Day(n % 700000)
		y, m, dd := d.Date()
		return DayOf(y, m, dd) == d && Valid(y, m, dd)
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
}

func TestAddMonthsClips(t *testing.T) {
	if got := DayOf(2022, 1, 31).AddMonths(1).String(); got != "2022-02-28" {
		t.Error(got)
	}
	if got := DayOf(2022, 1, 31).AddMonths(-2).String(); got != "2021-11-30" {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2022-02-07", "199X", "2023-03-26/..", "2022?", "-0001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err == nil && v.Interval().Start >= v.Interval().End {
			t.Errorf("%q gives an empty interval", s)
		}
	})
}
