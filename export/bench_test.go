package export

import (
	"testing"

	"chancery/models"
)

// BenchmarkFormats writes a thousand typical events in each format.
func BenchmarkFormats(b *testing.B) {
	var events []models.Event
	for range 1000 / 7 {
		events = append(events, sample(b)...)
	}
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			var n countWriter
			for b.Loop() {
				if err := f.Write(&n, All(events), sampleOptions()); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(n) / int64(b.N))
		})
	}
}

type countWriter int

func (c *countWriter) Write(p []byte) (int, error) { *c += countWriter(len(p)); return len(p), nil }
