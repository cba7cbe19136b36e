package handlers

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"chancery/internal/testkit"
	"chancery/models"
)

func (s *site) cookie(name string) *http.Cookie {
	u, _ := url.Parse(s.srv.URL)
	for _, c := range s.http.Jar.Cookies(u) {
		if c.Name == name {
			return c
		}
	}
	return nil
}

func TestLoginAndLogout(t *testing.T) {
	s := newSite(t)
	form := s.get("/login?next=" + url.QueryEscape("/review?type=visit"))
	a := s.submit(form, "/login", map[string]string{"name": "CARL ", "password": testPassword})
	if a.Status != http.StatusSeeOther || a.Header.Get("Location") != "/review?type=visit" {
		t.Fatalf("%d to %q", a.Status, a.Header.Get("Location"))
	}
	var set string
	for _, c := range a.Header.Values("Set-Cookie") {
		if strings.HasPrefix(c, "chancery=") {
			set = c
		}
	}
	for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(set, want) {
			t.Errorf("cookie %q lacks %s", set, want)
		}
	}
	if strings.Contains(set, "Secure") {
		t.Errorf("cookie %q is for https only on a plain site", set)
	}
	page := s.follow(a).want(200).shows(".account", "carl")
	if u, err := s.db.UserByName(t.Context(), "carl"); err != nil || u.LastLoginAt == nil || !u.LastLoginAt.Equal(testkit.Noon) {
		t.Errorf("last log-in %v, %v", u.LastLoginAt, err)
	}
	s.follow(s.submit(page, "/logout", nil)).shows(".notice", "logged out").lacks(".account form")
	s.get("/review").want(http.StatusSeeOther)
}

func TestLoginRenewsTheToken(t *testing.T) {
	s := newSite(t)
	s.get("/login")
	s.login("carl")
	first := s.cookie("chancery").Value
	s.submit(s.get("/"), "/logout", nil)
	s.get("/") // the notice opens a session of its own
	before := s.cookie("chancery")
	s.login("carl")
	after := s.cookie("chancery").Value
	if after == first || before != nil && after == before.Value {
		t.Error("the token was kept")
	}
}

func TestLoginRefusesAlike(t *testing.T) {
	s := newSite(t)
	off := &models.User{Name: "olga", Role: models.RoleCurator, PasswordHash: hashOnce()}
	now := s.clock.Now()
	off.DisabledAt = &now
	if err := s.db.CreateUser(t.Context(), off); err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for _, try := range [][2]string{{"carl", "wrong password"}, {"nobody", testPassword}, {"olga", testPassword}, {"carl", ""}} {
		a := s.submit(s.get("/login"), "/login", map[string]string{"name": try[0], "password": try[1]}).want(422)
		bodies = append(bodies, a.text(".error-summary"))
		if strings.Contains(a.Body, testPassword) {
			t.Error("the password comes back in the page")
		}
		if v := attr(a.all("#name")[0], "value"); v != try[0] {
			t.Errorf("the name became %q", v)
		}
	}
	for _, b := range bodies {
		if b != bodies[0] || b == "" {
			t.Errorf("refusals differ: %q", bodies)
		}
	}
}

func TestLoginIsSlowedDown(t *testing.T) {
	s := newSite(t)
	try := func(name string) int {
		return s.submit(s.get("/login"), "/login", map[string]string{"name": name, "password": "no"}).Status
	}
	for range loginBurst {
		if got := try("carl"); got != 422 {
			t.Fatalf("answers %d", got)
		}
	}
	if got := try("Carl"); got != http.StatusTooManyRequests {
		t.Errorf("the sixth try answers %d", got)
	}
	a := s.submit(s.get("/login"), "/login", map[string]string{"name": "carl", "password": testPassword})
	a.want(http.StatusTooManyRequests).shows(".error-summary", "Wait")
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	if got := try("anna"); got != 422 {
		t.Errorf("another name answers %d", got)
	}
	s.clock.Advance(loginInterval)
	s.login("carl")
}

func TestOneAddressCannotTryEveryName(t *testing.T) {
	s := newSite(t)
	srv, err := newServer(s.deps)
	if err != nil {
		t.Fatal(err)
	}
	s.srv.Config.Handler = srv.handler()
	form := s.get("/login")
	for range addressBurst {
		srv.callers.allow("127.0.0.1")
	}
	s.submit(form, "/login", map[string]string{"name": "carl", "password": testPassword}).want(http.StatusTooManyRequests)
	s.clock.Advance(addressInterval)
	s.login("carl")
}

func TestLimiterIsBounded(t *testing.T) {
	clock := testkit.NewClock()
	l := newLoginLimiter(clock.Now, loginBurst, loginInterval)
	for i := range loginMaxKeys + 500 {
		clock.Advance(time.Millisecond)
		l.allow(fmt.Sprint(i))
	}
	if len(l.keys) > loginMaxKeys {
		t.Errorf("%d keys are kept", len(l.keys))
	}
	if _, there := l.keys[fmt.Sprint(loginMaxKeys+499)]; !there {
		t.Error("the newest key was dropped")
	}
}

func TestDisabledAndChangedAccountsAreOutAtOnce(t *testing.T) {
	for name, change := range map[string]func(*models.User){
		"disabled":     func(u *models.User) { now := testkit.Noon; u.DisabledAt = &now },
		"new password": func(u *models.User) { u.PasswordHash += "x" },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.login("carl")
			s.get("/review").want(200)
			u, err := s.db.UserByName(t.Context(), "carl")
			if err != nil {
				t.Fatal(err)
			}
			change(u)
			if err := s.db.UpdateUser(t.Context(), u); err != nil {
				t.Fatal(err)
			}
			s.get("/review").want(http.StatusSeeOther)
		})
	}
}

func TestLocalPath(t *testing.T) {
	for in, want := range map[string]string{
		"/review?x=1": "/review?x=1", "": "/", "//evil.example": "/", "https://evil.example/": "/", `/\evil.example`: "/",
		"javascript:alert(1)": "/", "review": "/", "/a\nb": "/", "/%2f%2fevil": "/%2f%2fevil", "/a//b": "/a//b",
	} {
		if got := localPath(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestSetupWorksOnce(t *testing.T) {
	token := NewSetupToken()
	s := newSite(t, func(d *Deps) { d.Setup = token })
	path := "/setup?token=" + token.Value()
	// There are accounts already: the link makes no second administrator.
	s.get(path).want(http.StatusGone)
	values := controls(s.get("/login").all("form[action='/login']")[0])
	values.Set("token", token.Value())
	values.Set("name", "zoe")
	values.Set("password", testPassword)
	values.Set("again", testPassword)
	s.do(s.request(http.MethodPost, "/setup", values)).want(http.StatusGone)
	if _, err := s.db.UserByName(t.Context(), "zoe"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a second administrator: %v", err)
	}
}

func TestSetupMakesTheFirstAdministrator(t *testing.T) {
	token := NewSetupToken()
	db := testkit.OpenDB(t)
	s := newSite(t, func(d *Deps) {
		d.Setup, d.Users, d.Sessions = token, db, db.Sessions()
	})
	path := "/setup?token=" + token.Value()
	s.get("/setup").want(http.StatusGone)
	s.get("/login").shows(".notice", "set-up link")
	s.get(path + "x").want(http.StatusGone)
	form := s.get(path).want(200)
	for field, set := range map[string]map[string]string{
		"password": {"name": "zoe", "password": "short", "again": "short"},
		"again":    {"name": "zoe", "password": testPassword, "again": testPassword + "!"},
		"name":     {"name": "z oe", "password": testPassword, "again": testPassword},
	} {
		a := s.submit(form, "/setup", set).want(422)
		if a.text("#"+field+"-error") == "" || strings.Contains(a.Body, testPassword) {
			t.Errorf("%s: %s", field, a.text("main"))
		}
	}
	a := s.submit(form, "/setup", map[string]string{"name": "zoe", "password": testPassword, "again": testPassword})
	s.follow(a).want(200).shows(".account", "zoe").shows(".notice", "logged in")
	if token.Value() != "" {
		t.Error("the token lives on")
	}
	s.get(path).want(http.StatusGone)
	s.submit(form, "/setup", map[string]string{"name": "eve", "password": testPassword, "again": testPassword}).want(http.StatusGone)
	u, err := db.UserByName(t.Context(), "zoe")
	if err != nil || u.Role != models.RoleAdmin || !strings.HasPrefix(u.PasswordHash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%+v, %v", u, err)
	}
}

func TestNobodyCostsAsMuchAsAnybody(t *testing.T) {
	p, _, _, err := argon2id.DecodeHash(nobody)
	if err != nil || *p != passwordParams {
		t.Errorf("%+v, %v", p, err)
	}
	if ok, err := newHashing().check(t.Context(), nil, ""); ok || err != nil {
		t.Error(ok, err)
	}
}

func TestCheckPassword(t *testing.T) {
	for pw, good := range map[string]bool{"": false, "ninechars": false, "tencharact": true, "éééééééééé": true, strings.Repeat("x", MaxPassword+1): false} {
		if err := CheckPassword(pw); (err == nil) != good {
			t.Errorf("%q: %v", pw, err)
		}
	}
}
