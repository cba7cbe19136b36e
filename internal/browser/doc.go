// Package browser tries the site in a real browser: pages, keyboard, touch-size
// screens, accessibility and the speed of the timeline. It holds tests only.
//
// A browser is looked for in CHANCERY_CHROMIUM, then in PATH; without one the
// tests skip, unless CHANCERY_REQUIRE_BROWSER=1 makes that a failure.
package browser
