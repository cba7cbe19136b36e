// The filter form and the list below the timeline, kept in step with it.

import { ofForm, query } from "/static/js/timeline/address.js";
import { toISO } from "/static/js/timeline/days.js";

export class Form {
  constructor(form, onChange) {
    this.form = form;
    let typing;
    const changed = () => {
      clearTimeout(typing);
      onChange(ofForm(form));
    };
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      changed();
    });
    form.addEventListener("change", (e) => {
      if (e.target.name === "lanes") return; // listened to on its own
      changed();
    });
    form.addEventListener("input", (e) => {
      clearTimeout(typing);
      if (e.target.type === "search") typing = setTimeout(changed, 350);
    });
    form.querySelector("[data-clear]").addEventListener("click", (e) => {
      e.preventDefault();
      this.fill({ filter: new URLSearchParams(), from: null, to: null, lanes: ofForm(form).lanes });
      changed();
    });
  }

  // fill shows a state in the form.
  fill({ filter, from, to, lanes }) {
    const values = (name) => (filter.get(name) || "").split(",").filter(Boolean);
    for (const name of ["type", "status", "review", "undated"]) {
      const chosen = name === "review" && !filter.get("review") ? ["pending", "accepted"] : values(name);
      for (const box of this.form.querySelectorAll(`input[name="${name}"]`)) box.checked = chosen.includes(box.value);
    }
    this.form.elements.q.value = filter.get("q") || "";
    this.form.elements.actor.value = values("actor").join(", ");
    this.form.elements.country.value = filter.get("country") || "";
    this.form.elements.lanes.value = lanes;
    this.dates(from, to);
  }

  dates(from, to) {
    const set = (name, text) => {
      const el = this.form.elements[name];
      if (el !== document.activeElement && el.value !== text) el.value = text;
    };
    set("from", from === null ? "" : toISO(Math.floor(from)));
    set("to", to === null ? "" : toISO(Math.ceil(to) - 1));
  }

  // facets writes fresh counts beside the choices.
  facets(f) {
    const counts = (name, list) => {
      const by = new Map(list.map((x) => [x.key, x.count]));
      for (const el of this.form.querySelectorAll(`[data-count^="${name}:"]`)) {
        const n = by.get(el.dataset.count.slice(name.length + 1)) || 0;
        el.textContent = n;
        const li = el.closest("li");
        li.classList.toggle("none", !n && name !== "review" && !li.querySelector("input").checked);
      }
    };
    counts("type", f.types);
    counts("status", f.statuses);
    counts("review", f.reviews);
    this.countries(f.countries);
    this.actors(f.actors);
  }

  countries(list) {
    const select = this.form.elements.country;
    if (select === document.activeElement) return;
    const chosen = select.value;
    const by = new Map(list.map((x) => [x.key, x]));
    const known = new Map([...select.options].filter((o) => o.value).map((o) => [o.value, o]));
    for (const [key, option] of known) {
      const name = option.textContent.replace(/ \(\d+\)$/, "");
      option.textContent = `${name} (${by.get(key)?.count || 0})`;
    }
    for (const x of list) {
      if (known.has(x.key)) continue;
      select.add(new Option(`${x.label} (${x.count})`, x.key));
    }
    select.value = chosen;
  }

  actors(list) {
    const data = document.getElementById("actors");
    data.replaceChildren(...list.map((x) => Object.assign(document.createElement("option"), { value: x.label })));
  }
}

// List fetches the list for a state, and for its pager's links.
export class List {
  constructor(box, lang) {
    this.box = box;
    this.lang = lang;
    box.addEventListener("click", (e) => {
      const link = e.target.closest(".pager a");
      if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      history.pushState(null, "", link.href);
      this.load(new URL(link.href).search.slice(1)).then(() => {
        const title = document.getElementById("timeline-list-title");
        title.tabIndex = -1;
        title.focus();
      });
    });
  }

  show(state) {
    return this.load(query({ ...state, sel: 0 }));
  }

  async load(q) {
    if (q === this.shown) return;
    this.shown = q;
    this.abort?.abort();
    this.abort = new AbortController();
    this.box.setAttribute("aria-busy", "true");
    try {
      const r = await fetch(`/timeline/list?${q}`, {
        signal: this.abort.signal,
        headers: { Accept: "text/html", "Accept-Language": this.lang },
      });
      if (!r.ok) throw new Error(String(r.status));
      this.box.innerHTML = await r.text();
    } catch (err) {
      if (err.name !== "AbortError") this.shown = null; // the next change tries again
      if (err.name === "AbortError") return;
    }
    this.box.removeAttribute("aria-busy");
  }
}
