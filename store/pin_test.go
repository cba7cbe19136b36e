package store

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"testing"

	"modernc.org/sqlite"
)

// TestLibcPin: the driver is C turned into Go against one version of its C
// library and breaks in small ways with any other. Go's rule of the highest
// version may choose another, when some other module asks for it.
func TestLibcPin(t *testing.T) {
	source, _ := runtime.FuncForPC(reflect.ValueOf(sqlite.RegisterFunction).Pointer()).FileLine(0)
	if !filepath.IsAbs(source) {
		t.Skip("built with -trimpath: the driver's own go.mod cannot be found")
	}
	pinned := required(t, filepath.Join(filepath.Dir(source), "go.mod"), "modernc.org/libc")
	ours := required(t, filepath.Join("..", "go.mod"), "modernc.org/libc")
	if ours != pinned {
		t.Errorf("go.mod has modernc.org/libc %s and the SQLite driver is made for %s: require that one", ours, pinned)
	}
}

// TestDriverIsReplaced: without the empty module the build would want a C
// compiler, or hold a second SQLite.
func TestDriverIsReplaced(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^(replace|\s)\s*github\.com/mattn/go-sqlite3 => \./third_party/go-sqlite3$`).Match(mod) {
		t.Error("go.mod does not replace github.com/mattn/go-sqlite3 by ./third_party/go-sqlite3")
	}
	entries, err := os.ReadDir(filepath.Join("..", "third_party", "go-sqlite3"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "go.mod" && e.Name() != "doc.go" {
			t.Errorf("third_party/go-sqlite3 holds %s: it is to stay empty", e.Name())
		}
	}
}

func required(t *testing.T, file, module string) string {
	t.Helper()
	mod, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^(?:require)?\s+` + regexp.QuoteMeta(module) + ` (v\S+)`).FindSubmatch(mod)
	if m == nil {
		t.Fatalf("%s does not require %s", file, module)
	}
	return string(m[1])
}
