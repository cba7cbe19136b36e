package export

import (
	"bytes"
	"encoding/json"
	"io"
)

// WriteJSON writes one document, {"events": [Record, …]}. When the stream
// fails half-way the document stays open, so no reader takes it for whole.
func WriteJSON(w io.Writer, events Events, o Options) error {
	if _, err := io.WriteString(w, `{"events": [`); err != nil {
		return err
	}
	separator := "\n"
	for e, err := range events {
		if err != nil {
			return err
		}
		line, err := encode(NewRecord(e, o))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, separator+string(line)); err != nil {
			return err
		}
		separator = ",\n"
	}
	_, err := io.WriteString(w, "\n]}\n")
	return err
}

// encode writes JSON without a line break and without HTML escapes: the output
// is for programs, and "&" in an address should stay readable.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}
