// What stands around the canvas: tooltip, the selected event's card, notes.

export class Tip {
  constructor(el, tl) {
    this.el = el;
    this.tl = tl;
  }

  show(hit, p) {
    if (!hit) {
      this.el.hidden = true;
      return;
    }
    const { words, config } = this.tl;
    const lines = hit.it
      ? [hit.it.title, words.item(hit.it), `${config.types[hit.it.type]} · ${config.statuses[hit.it.status]}`]
      : [words.count(hit.cluster.n), words.span(hit.cluster.from, hit.cluster.to), `${hit.cluster.lane.label} · ${words.say("zoom_hint")}`];
    this.el.replaceChildren(
      ...lines.map((text, i) => Object.assign(document.createElement(i ? "span" : "strong"), { textContent: text })),
    );
    this.el.hidden = false;
    const w = this.el.offsetWidth;
    const room = this.tl.box.clientWidth;
    const h = this.el.offsetHeight;
    this.el.style.left = `${Math.min(Math.max(4, p.x + 14), room - w - 4)}px`;
    this.el.style.top = `${p.y + 20 + h > this.tl.height ? p.y - h - 12 : p.y + 18}px`;
  }
}

export class Card {
  constructor(el, lang, onClose) {
    this.el = el;
    this.lang = lang;
    el.addEventListener("click", (e) => e.target.closest("[data-close]") && onClose());
  }

  // show waits a moment, so that walking through events does not ask for each.
  show(id) {
    clearTimeout(this.waiting);
    this.abort?.abort();
    if (!id) {
      this.el.hidden = true;
      this.el.replaceChildren();
      return;
    }
    this.waiting = setTimeout(() => this.load(id), 120);
  }

  async load(id) {
    this.abort = new AbortController();
    try {
      const r = await fetch(`/timeline/card/${id}`, {
        signal: this.abort.signal,
        headers: { Accept: "text/html", "Accept-Language": this.lang },
      });
      this.el.innerHTML = r.ok ? await r.text() : "";
      this.el.hidden = !r.ok;
      this.el.dataset.id = id;
    } catch (err) {
      if (err.name !== "AbortError") this.el.hidden = true;
    }
  }
}
