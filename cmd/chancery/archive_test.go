package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func savedPage(i int) string {
	return fmt.Sprintf(`<!doctype html><html lang="fr"><head><title>Titre %d</title><meta property="article:published_time" content="2022-02-0%dT10:00:00Z"></head><body><article><p>%s</p></article></body></html>`,
		i, i, strings.Repeat(fmt.Sprintf("Emmanuel Macron se rendra lundi à %s, a annoncé l'Élysée. ", hosts[i]), 4))
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarred(files map[string]string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	for name, text := range files {
		_ = w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), Typeflag: tar.TypeReg})
		_, _ = w.Write([]byte(text))
	}
	_, _ = w.Close(), z.Close()
	return b.Bytes()
}

// warc writes responses as crawlers do, the last one chunked and packed.
func warc(pages ...string) []byte {
	var b bytes.Buffer
	record := func(kind, uri, body string) {
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:6d058047-ede2-4a13-be79-90c17c631d%02d>\r\nWARC-Date: 2022-02-04T12:00:00Z\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			10+b.Len()%80, uri, len(kind)+len(body), kind+body)
	}
	for i, p := range pages {
		head := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
		if i == len(pages)-1 {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			_, _ = z.Write([]byte(p))
			_ = z.Close()
			head += "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
			p = fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", packed.Len(), packed.String())
		}
		record(head+"\r\n", fmt.Sprintf("https://news.example/w/%d", i), p)
	}
	record("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", "https://news.example/none", "<p>nothing</p>")
	record("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "https://news.example/x.png", "PNG")
	return b.Bytes()
}

func mhtml(page string) []byte {
	return []byte("From: <Saved>\r\nSnapshot-Content-Location: https://news.example/m\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_b\"\r\n\r\n" +
		"--=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nUE5H\r\n" +
		"--=_b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/m\r\n\r\n" +
		strings.NewReplacer("=", "=3D", "é", "=C3=A9", "à", "=C3=A0", "É", "=C3=89").Replace(page) + "\r\n--=_b--\r\n")
}

func TestIngestArchives(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		n    int
	}{
		"a.zip":    {zipped(t, map[string]string{"x/1.html": savedPage(1), "2.htm": savedPage(2), "picture.png": "PNG"}), 2},
		"a.tar.gz": {tarred(map[string]string{"x/1.html": savedPage(1), "x/2.html": savedPage(2), "x/3.txt": "Olaf Scholz se rendra le 9 mai 2023 à Rome."}), 3},
		"a.warc":   {warc(savedPage(1), savedPage(2), savedPage(3)), 3},
		"a.mhtml":  {mhtml(savedPage(4)), 1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file, db := filepath.Join(dir, name), filepath.Join(dir, "x.db")
			if err := os.WriteFile(file, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			got := call(t, nil, "", "ingest", "--db", db, file)
			if got.code != 0 || !strings.HasPrefix(got.stdout, fmt.Sprintf("%d new article", c.n)) {
				t.Fatalf("%+v", got)
			}
			if again := call(t, nil, "", "ingest", "--db", db, dir); again.code != 0 || !strings.Contains(again.stdout, fmt.Sprintf("%d known already", c.n)) {
				t.Errorf("again, as a folder: %+v", again)
			}
		})
	}
}

// TestBrokenArchives: an archive that breaks off gives what it holds before, and
// an error that names it.
func TestBrokenArchives(t *testing.T) {
	dir := t.TempDir()
	good := tarred(map[string]string{"1.html": savedPage(1)})
	for name, data := range map[string][]byte{
		"empty.zip": zipped(t, nil), "no.zip": []byte("PK"), "no.tgz": []byte("tar"), "cut.tar.gz": good[:len(good)/2], "no.warc": []byte("WARC/9\r\n"),
		"no.mhtml": []byte("<html>"), "none.mht": mhtml("")[:60],
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := call(t, nil, "", "ingest", "--db", filepath.Join(dir, "x.db"), file); got.code != 1 || !strings.Contains(got.stderr, name) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// FuzzArchive reads archives as strangers make them.
func FuzzArchive(f *testing.F) {
	f.Add(tarred(map[string]string{"1.html": savedPage(1)}), ".tar.gz")
	f.Add(warc(savedPage(1)), ".warc")
	f.Add(mhtml(savedPage(1)), ".mhtml")
	f.Add([]byte("PK\x05\x06"+strings.Repeat("\x00", 18)), ".zip")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, end string) {
		if !isArchive("x"+end) || strings.ContainsAny(end, "/\x00") {
			return
		}
		file := filepath.Join(dir, "x"+end)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Skip(err)
		}
		_ = walkArchive(file, func(p saved) error { _, _ = readSaved(file, p); return nil })
	})
}
