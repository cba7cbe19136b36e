package extract_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"chancery/extract"
)

// dense is a text in which every sentence tells an event.
var dense = strings.Repeat("Emmanuel Macron se rendra lundi à Moscou pour rencontrer Vladimir Poutine, a annoncé vendredi l'Élysée. "+
	"Les deux présidents doivent discuter de l'Ukraine, dont la frontière est gardée par des milliers de soldats. ", 15)

// newsDocs are the articles of the development corpora that lie beside the
// checkout and are not part of the repository.
func newsDocs(b *testing.B, file string) []extract.Document {
	f, err := os.Open("../../shared/corpora/events/" + file)
	if err != nil {
		b.Skip("no development corpora at ../shared/corpora")
	}
	defer func() {
		if err := f.Close(); err != nil {
			b.Error(err)
		}
	}()
	var out []extract.Document
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var d extract.Document
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		if len(d.Text) <= longestArticle {
			out = append(out, d)
		}
	}
	return out
}

// articleLength is the length, in characters, that an article is measured at.
const articleLength = 3000

// article is the repository's own news of a language, one text behind the other,
// cut to articleLength.
func article(b *testing.B, lang string) extract.Document {
	files, err := filepath.Glob("../internal/eval/event/testdata/dev/*." + lang + ".txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no articles of our own: ", err)
	}
	var text []rune
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		text = append(text, []rune(string(raw)+"\n\n")...)
	}
	if len(text) < articleLength {
		b.Fatalf("only %d characters of news", len(text))
	}
	return extract.Document{Text: string(text[:articleLength]), Lang: lang, Published: "2019-12-03"}
}

// longestArticle, in bytes: beyond it stand whole pages of readers' comments.
const longestArticle = 100_000

// processorTime is what the process has used so far: other work on the machine
// does not change it as it changes the clock's time.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkExtract(b *testing.B) {
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	run := func(b *testing.B, docs []extract.Document) {
		size := 0
		for _, d := range docs {
			size += len(d.Text)
		}
		for _, d := range docs { // packs are read with the first article
			if _, err := x.Extract(d); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		from := processorTime(b)
		for b.Loop() {
			for _, d := range docs {
				if _, err := x.Extract(d); err != nil {
					b.Fatal(err)
				}
			}
		}
		used := processorTime(b) - from
		b.ReportMetric(float64(size)*float64(b.N)/1e6/used.Seconds(), "MB/cpu-s")
		b.ReportMetric(float64(used.Microseconds())/float64(b.N)/float64(size)*3000, "cpu-µs/3kB")
		if len(docs) == 1 {
			b.ReportMetric(float64(used.Microseconds())/float64(b.N), "cpu-µs/article")
		}
	}
	for _, lang := range []string{"fr", "en"} {
		b.Run("article-"+lang, func(b *testing.B) { run(b, []extract.Document{article(b, lang)}) })
	}
	b.Run("dense", func(b *testing.B) {
		run(b, []extract.Document{{Text: dense, Lang: "fr", Published: "2022-02-04"}})
	})
	b.Run("french", func(b *testing.B) { run(b, newsDocs(b, "fr-crisis-dev.jsonl")) })
	b.Run("english", func(b *testing.B) { run(b, newsDocs(b, "en-clusters-dev.jsonl")) })
}
