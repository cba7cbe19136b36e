package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"testing"

	"chancery/extract"
	"chancery/jobs"
)

// FuzzLines reads JSON Lines as strangers write them: every line gives an
// article or an error.
func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"", "\n\n", `{"text":"a"}`, `{"id":1,"html":"<p>a</p>","url":"http://a.example/"}` + "\n" + `{"text":`, "[1]\nnull\n\"x\"\n", `{"text":"\ud800","published":"2022-02-30"}`,
		`{"html":"<html><body><article>` + "\x00" + `"}`, "\xef\xbb\xbf{}", `{"url":"http://[::1","html":"<a href='//'>x</a>"}`, `{"text":1,"lang":[]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bufio.NewReader(bytes.NewReader(data))
		for n := 1; ; n++ {
			raw, tooLong, err := readLine(r)
			if len(bytes.TrimSpace(raw)) > 0 {
				if it, err := lineItem(raw, tooLong, "x.jsonl", n); err == nil && it.Name == "" {
					t.Errorf("%q: an item without a name", raw)
				}
				resultOf(raw, tooLong, n, func(l line) (any, error) {
					d, err := l.document()
					return extract.Document{Text: d.Text}, err
				})
			}
			if errors.Is(err, io.EOF) {
				return
			}
		}
	})
}

func FuzzSchedule(f *testing.F) {
	for _, s := range []string{"", "*/15 * * * *", "@every 1h", "@daily", "TZ=Europe/Paris 0 6 * * 1-5", "TZ=", "0 0 31 2 *", "*/0 * * * *", "@every -5m", "1-70 * * * *", "CRON_TZ=UTC"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if jobs.CheckFeedSchedule(s) == nil && len(bytes.TrimSpace([]byte(s))) > 0 {
			if _, err := jobs.ParseSchedule(s); err != nil {
				t.Errorf("%q is allowed and cannot be read: %v", s, err)
			}
		}
	})
}
