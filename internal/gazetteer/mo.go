package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// readMO reads a gettext catalogue, as Debian's libgeonames-common ships one a
// language: GeoNames id to name.
func readMO(path string) (map[string]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: install Debian's libgeonames-common or give its folder with -mo", err)
	}
	if len(raw) < 28 || binary.LittleEndian.Uint32(raw) != 0x950412de {
		return nil, fmt.Errorf("%s: %w", path, errNotMO)
	}
	word := func(at uint32) uint32 { return binary.LittleEndian.Uint32(raw[at:]) }
	n, ids, texts := word(8), word(12), word(16)
	if uint64(ids)+uint64(n)*8 > uint64(len(raw)) || uint64(texts)+uint64(n)*8 > uint64(len(raw)) {
		return nil, fmt.Errorf("%s: %w", path, errNotMO)
	}
	out := make(map[string]string, n)
	for i := range n {
		id, err := moString(raw, word(ids+i*8), word(ids+i*8+4))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		text, err := moString(raw, word(texts+i*8), word(texts+i*8+4))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out[id] = text
	}
	return out, nil
}

var errNotMO = errors.New("not a little-endian gettext catalogue")

func moString(raw []byte, length, at uint32) (string, error) {
	if uint64(at)+uint64(length) > uint64(len(raw)) {
		return "", errNotMO
	}
	return string(raw[at : at+length]), nil
}
