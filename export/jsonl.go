package export

import "io"

// WriteJSONL writes one Record a line, for tools that read line by line.
func WriteJSONL(w io.Writer, events Events, o Options) error {
	for e, err := range events {
		if err != nil {
			return err
		}
		line, err := encode(NewRecord(e, o))
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}
