// Asks the server for tiles. A tile covers three times the view, so that
// panning shows what is already there while the next one is on its way.

import { FIRST_DAY, LAST_DAY, toISO } from "/static/js/timeline/days.js";

const MARGIN = 1; // of the view's span on each side

export class Tiles {
  constructor({ lang, onTile, onError }) {
    this.lang = lang;
    this.onTile = onTile;
    this.onError = onError;
    this.tile = null;
    this.filter = "";
    this.epoch = 0;
    this.running = null;
    this.wanted = null;
  }

  // filter is a query string without range; a new one makes tiles stale.
  setFilter(filter) {
    if (filter === this.filter) return;
    this.filter = filter;
    this.epoch++;
  }

  // need asks for what the view lacks, one request at a time, the latest wins.
  need(scale, sel) {
    if (this.covers(scale)) return;
    this.wanted = { scale: scale.copy(), sel, epoch: this.epoch };
    if (this.running && this.running.epoch !== this.epoch) this.running.abort.abort();
    if (!this.running) this.next();
  }

  covers(scale) {
    const t = this.tile;
    if (!t || t.epoch !== this.epoch) return false;
    const reserve = scale.span * 0.3;
    const inside =
      (t.from <= scale.from - reserve || t.from <= FIRST_DAY) && (t.to >= scale.to + reserve || t.to >= LAST_DAY);
    if (!inside) return false;
    if (!t.density) return true; // complete: zooming in needs nothing more
    const ratio = scale.density / t.pixels;
    return ratio < 1.6 && ratio > 0.6;
  }

  async next() {
    const want = this.wanted;
    this.wanted = null;
    if (!want) return;
    const { scale, sel, epoch } = want;
    const from = Math.max(FIRST_DAY, Math.floor(scale.from - MARGIN * scale.span));
    const to = Math.min(LAST_DAY, Math.ceil(scale.to + MARGIN * scale.span));
    const q = new URLSearchParams(this.filter);
    q.set("from", toISO(from));
    q.set("to", toISO(to - 1));
    q.set("width", String(Math.round((to - from) * scale.density)));
    q.set("items", "600");
    if (sel) q.set("sel", String(sel));
    const abort = new AbortController();
    let finished;
    this.running = { abort, epoch, done: new Promise((resolve) => (finished = resolve)) };
    try {
      const tile = await this.get(`/api/v1/timeline?${q}`, abort.signal);
      if (epoch === this.epoch) {
        tile.epoch = epoch;
        tile.pixels = scale.density;
        this.tile = tile;
        this.onTile(tile);
      }
    } catch (err) {
      if (err.name !== "AbortError") this.onError(err);
    }
    this.running = null;
    this.next();
    finished();
  }

  // idle waits until nothing is asked for any more.
  async idle() {
    while (this.running) await this.running.done;
  }

  // extent asks for the whole of the filter's events, for a view without range.
  extent() {
    const q = new URLSearchParams(this.filter);
    q.set("items", "20");
    q.set("width", "200");
    return this.get(`/api/v1/timeline?${q}`);
  }

  neighbour(id, direction) {
    const q = new URLSearchParams(this.filter);
    q.set("dir", direction);
    if (id) q.set("id", String(id));
    return this.get(`/api/v1/timeline/neighbour?${q}`).catch((err) => {
      if (err.status === 404) return null;
      throw err;
    });
  }

  facets(query) {
    return this.get(`/api/v1/timeline/facets?${query}`);
  }

  async get(url, signal) {
    const r = await fetch(url, { signal, headers: { Accept: "application/json", "Accept-Language": this.lang } });
    if (!r.ok) throw Object.assign(new Error(`${r.status} for ${url}`), { status: r.status });
    return r.json();
  }
}
