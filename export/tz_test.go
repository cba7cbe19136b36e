package export

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTimeZone(t *testing.T) {
	tests := []struct {
		zone string
		want []string
	}{
		{"Europe/Paris", []string{
			"BEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
			"BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
		}},
		{"America/New_York", []string{"DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU"}},
		{"Asia/Kolkata", []string{"TZOFFSETTO:+0530"}},
		{"UTC", []string{"TZID:UTC", "TZOFFSETFROM:+0000"}},
		{"Australia/Sydney", []string{"BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=1SU"}},
		{"Africa/Casablanca", []string{"BEGIN:DAYLIGHT", "BEGIN:STANDARD"}}, // moves with Ramadan
	}
	for _, tt := range tests {
		t.Run(tt.zone, func(t *testing.T) {
			zone, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			var out icsText
			vtimezone(&out, zone)
			checkLines(t, string(out.buf))
			for _, want := range tt.want {
				if !strings.Contains(string(out.buf), want) {
					t.Errorf("missing %q in\n%s", want, out.buf)
				}
			}
			if tt.zone == "Africa/Casablanca" && strings.Contains(string(out.buf), "RRULE") {
				t.Error("a rule was made up for a zone that follows none")
			}
		})
	}
}

// The written rules must give the offset Go gives, on every day of forty years.
func TestTimeZoneRulesHold(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "America/New_York", "Australia/Sydney", "Europe/Dublin"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		shifts := shiftsIn(zone, tzEarliest, tzTo)
		for year := 2008; year <= tzTo; year++ {
			var days []string
			for _, s := range shifts {
				if s.local.Year() == year {
					days = append(days, fmt.Sprintf("%s %s", rule(s), s.local.Format("1504")))
				}
			}
			var want []string
			for _, s := range shifts {
				if s.local.Year() == tzFrom {
					want = append(want, fmt.Sprintf("%s %s", rule(s), s.local.Format("1504")))
				}
			}
			if strings.Join(days, "|") != strings.Join(want, "|") {
				t.Errorf("%s in %d changes on %v, the rule says %v", name, year, days, want)
			}
		}
	}
}
