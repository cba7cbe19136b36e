// The address holds all there is to see: filter, range, lanes and selection.

import { fromISO, toISO } from "/static/js/timeline/days.js";

const FILTER = ["q", "actor", "country", "type", "status", "review", "undated"];

// read gives the state an address describes.
export function read(search = location.search) {
  const q = new URLSearchParams(search);
  const filter = new URLSearchParams();
  for (const key of FILTER) {
    const all = q.getAll(key).flatMap((v) => (key === "q" ? [v] : v.split(",")));
    const values = [...new Set(all.map((v) => v.trim()).filter(Boolean))];
    if (values.length) filter.set(key, values.join(","));
  }
  const to = fromISO(q.get("to"));
  return {
    filter: tidy(filter),
    from: fromISO(q.get("from")),
    to: to === null ? null : to + 1,
    lanes: q.get("lanes") || "type",
    sel: Number(q.get("sel")) || 0,
  };
}

// ofForm gives the filter a form describes.
export function ofForm(form) {
  const q = new URLSearchParams(new FormData(form));
  return read(`?${q}`);
}

// tidy leaves out what is the default anyway.
function tidy(filter) {
  const reviews = (filter.get("review") || "").split(",").sort().join(",");
  if (reviews === "accepted,pending") filter.delete("review");
  return filter;
}

// query writes a state as a query string.
export function query({ filter, from, to, lanes, sel }) {
  const q = new URLSearchParams(filter);
  if (from !== null) q.set("from", toISO(Math.floor(from)));
  if (to !== null) q.set("to", toISO(Math.ceil(to) - 1));
  if (lanes && lanes !== "type") q.set("lanes", lanes);
  if (sel) q.set("sel", String(sel));
  return q.toString().replaceAll("%2C", ",");
}

export function write(state, how) {
  const q = query(state);
  const url = q ? `/?${q}` : "/";
  if (url === location.pathname + location.search) return;
  history[how === "push" ? "pushState" : "replaceState"](null, "", url + location.hash);
}
