package chancery_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "chancery"

// anything, as the only entry of a room, lets it import every other.
const anything = "*"

// rooms is the import table of docs/architecture.md: which rooms of ours each
// room may import. A room's rule holds for the packages below it too, unless a
// longer name has one of its own; an entry allows the packages below it.
var rooms = map[string][]string{
	"cmd":              {anything},
	"config":           {},
	"edtf":             {},
	"models":           {},
	"store":            {"models"},
	"lang":             {},
	"extract":          {"lang", "extract"},
	"extract/text":     {},
	"extract/language": {"extract/text", "lang"},
	"extract/timex":    {"extract/text", "extract/language", "lang"},
	"extract/actor":    {"extract/text", "lang"},
	"extract/event":    {"extract/text", "extract/timex", "extract/actor", "extract/event", "lang"},
	"ingest":           {"models", "extract", "ingest"},
	"jobs":             {"models"},
	"timeline":         {"models"},
	"export":           {"models"},
	"handlers":         {"models", "timeline", "export", "templates", "static"},
	"templates":        {},
	"static":           {},
	"seeds":            {"models"},
	"internal/testkit": {anything},
	"internal/eval":    {"extract", "ingest", "lang", "internal/eval"},
	"internal/browser": {}, // drives a browser; all of it tests
	// Rebuilds the gazetteer that extract/actor embeds; run by hand.
	"internal/gazetteer": {"extract", "lang"},
}

// everywhere may be imported by all: a leaf that knows none of the others.
var everywhere = []string{"edtf"}

// fetchRoom is the one place that talks to the outside world.
const fetchRoom = "ingest/fetch"

// TestArchitecture holds the whole tree against the table.
func TestArchitecture(t *testing.T) {
	tree := os.DirFS(".")
	for _, fault := range architecture(t, tree) {
		t.Error(fault)
	}
}

// pkg is one folder's Go files.
type pkg struct {
	dir        string
	documented bool
	product    bool // it has a file that is no test
}

// architecture gives a line for each breach of the rules.
func architecture(t *testing.T, tree fs.FS) []string {
	t.Helper()
	var faults []string
	pkgs := map[string]*pkg{}
	tags := languages(tree)
	err := goFiles(tree, func(name string, file *ast.File) {
		dir := path.Dir(name)
		p := pkgs[dir]
		if p == nil {
			p = &pkg{dir: dir}
			pkgs[dir] = p
		}
		test := strings.HasSuffix(name, "_test.go")
		if !test {
			p.product = true
			p.documented = p.documented || file.Doc != nil
			faults = append(faults, defaultClient(name, dir, file)...)
			faults = append(faults, languageNames(name, dir, file, tags)...)
		}
		faults = append(faults, imports(name, dir, test, file)...)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range slices.Sorted(maps.Keys(pkgs)) {
		p := pkgs[dir]
		if p.product && !p.documented {
			faults = append(faults, dir+": the package has no doc comment")
		}
		if _, known := room(dir); !known && dir != "." {
			faults = append(faults, dir+": the table of rooms does not know this package")
		}
	}
	return faults
}

// room finds the rule for a folder: the longest name that covers it.
func room(dir string) (name string, known bool) {
	for d := dir; d != "."; d = path.Dir(d) {
		if _, ok := rooms[d]; ok {
			return d, true
		}
	}
	return "", false
}

// imports checks one file's imports. Tests may use any room.
func imports(name, dir string, test bool, file *ast.File) []string {
	var faults []string
	own, _ := room(dir)
	for _, spec := range file.Imports {
		target, ours := strings.CutPrefix(importPath(spec), module+"/")
		switch {
		case !ours:
		case target == "internal/testkit" && !test && own != "internal/testkit":
			faults = append(faults, fmt.Sprintf("%s: %s is for tests only", name, target))
		case test || allowed(own, target) || dir == target:
		default:
			faults = append(faults, fmt.Sprintf("%s: %s may not import %s", name, orRoot(own), target))
		}
	}
	return faults
}

func allowed(own, target string) bool {
	for _, a := range slices.Concat(rooms[own], everywhere) {
		if a == anything || covers(a, target) {
			return true
		}
	}
	return false
}

func covers(room, target string) bool { return target == room || strings.HasPrefix(target, room+"/") }

func orRoot(room string) string {
	if room == "" {
		return "this package"
	}
	return room
}

// defaultClient finds uses of net/http's own client, which would go round the
// checks of the one outbound client.
func defaultClient(name, dir string, file *ast.File) []string {
	if covers(fetchRoom, dir) {
		return nil
	}
	alias := ""
	for _, spec := range file.Imports {
		if importPath(spec) == "net/http" {
			alias = "http"
			if spec.Name != nil {
				alias = spec.Name.Name
			}
		}
	}
	if alias == "" {
		return nil
	}
	var faults []string
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := sel.X.(*ast.Ident)
		banned := []string{"Get", "Post", "PostForm", "Head", "DefaultClient", "DefaultTransport"}
		if ok && x.Name == alias && slices.Contains(banned, sel.Sel.Name) {
			faults = append(faults, fmt.Sprintf("%s: http.%s leaves the house without ingest/fetch", name, sel.Sel.Name))
		}
		return true
	})
	return faults
}

// languageNames finds language tags written into the extraction engine, which
// must know no language: that is the packs' business.
func languageNames(name, dir string, file *ast.File, tags []string) []string {
	if !covers("extract", dir) {
		return nil
	}
	var faults []string
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		if s, err := strconv.Unquote(lit.Value); err == nil && slices.Contains(tags, s) {
			faults = append(faults, fmt.Sprintf("%s: the language tag %q belongs in a pack", name, s))
		}
		return true
	})
	return faults
}

// languages are the tags that have a pack.
func languages(tree fs.FS) []string {
	var tags []string
	entries, _ := fs.ReadDir(tree, "lang") // a tree without packs has no tags
	for _, e := range entries {
		if e.IsDir() {
			tags = append(tags, e.Name())
		}
	}
	return tags
}

func importPath(spec *ast.ImportSpec) string {
	p, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return spec.Path.Value
	}
	return p
}

// goFiles parses every Go file of the module: nested modules, hidden folders
// and test data are none of it.
func goFiles(tree fs.FS, visit func(name string, file *ast.File)) error {
	set := token.NewFileSet()
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return skipFolder(tree, name)
		case !strings.HasSuffix(name, ".go"):
			return nil
		}
		src, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		visit(name, file)
		return nil
	})
}

func skipFolder(tree fs.FS, name string) error {
	if name == "." {
		return nil
	}
	base := path.Base(name)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" {
		return fs.SkipDir
	}
	if _, err := fs.Stat(tree, path.Join(name, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}
