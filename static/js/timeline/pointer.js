// Mouse, pen and touch.

const CLICK = 5; // pixels a click may wander

export function listenPointer(tl, { onOpen, onTip }) {
  const { box } = tl;
  const down = new Map();
  let drag = null;

  const at = (e) => {
    const r = box.getBoundingClientRect();
    return { x: e.clientX - r.left, y: e.clientY - r.top, t: e.timeStamp };
  };

  box.addEventListener(
    "wheel",
    (e) => {
      if (e.altKey || e.metaKey) return;
      e.preventDefault();
      const unit = e.deltaMode === 1 ? 18 : e.deltaMode === 2 ? 300 : 1;
      const sideways = e.shiftKey ? e.deltaX || e.deltaY : e.deltaX;
      if (Math.abs(sideways) > Math.abs(e.shiftKey ? 0 : e.deltaY)) {
        tl.pan(sideways * unit);
        return;
      }
      const d = Math.min(Math.max(e.deltaY * unit, -240), 240);
      tl.zoom(1.0022 ** (d * (e.ctrlKey ? 3 : 1)), at(e).x - tl.gutter);
    },
    { passive: false },
  );

  box.addEventListener("pointerdown", (e) => {
    if (e.button !== 0) return;
    const p = at(e);
    down.set(e.pointerId, p);
    box.setPointerCapture(e.pointerId);
    tl.speed = 0;
    tl.flight = null;
    drag = { start: p, trail: [p], moved: false, pinch: down.size > 1 ? pinch() : null };
    onTip(null);
  });

  const pinch = () => {
    const [a, b] = [...down.values()];
    return { gap: Math.max(20, Math.abs(a.x - b.x)), middle: (a.x + b.x) / 2 };
  };

  box.addEventListener("pointermove", (e) => {
    const p = at(e);
    if (!down.has(e.pointerId)) {
      if (e.pointerType !== "touch") hover(p);
      return;
    }
    const was = down.get(e.pointerId);
    down.set(e.pointerId, p);
    if (!drag) return;
    if (down.size > 1) {
      const now = pinch();
      if (drag.pinch) {
        tl.zoom(drag.pinch.gap / now.gap, now.middle - tl.gutter);
        tl.pan(drag.pinch.middle - now.middle);
      }
      drag.pinch = now;
      drag.moved = true;
      return;
    }
    if (!drag.moved && Math.hypot(p.x - drag.start.x, p.y - drag.start.y) < CLICK) return;
    drag.moved = true;
    box.classList.add("is-dragging");
    tl.pan(was.x - p.x);
    drag.trail.push(p);
    if (drag.trail.length > 6) drag.trail.shift();
  });

  const end = (e) => {
    if (!down.delete(e.pointerId) || !drag) return;
    if (down.size > 0) {
      drag.pinch = null;
      drag.trail = [];
      return;
    }
    box.classList.remove("is-dragging");
    const { moved, trail, start } = drag;
    drag = null;
    if (e.type === "pointercancel") return;
    if (!moved) return click(start);
    const first = trail[0];
    const last = trail.at(-1);
    if (first && last && last.t > first.t && e.timeStamp - last.t < 60 && !tl.calm.matches) {
      tl.speed = (first.x - last.x) / (last.t - first.t);
      tl.redraw();
    }
  };
  box.addEventListener("pointerup", end);
  box.addEventListener("pointercancel", end);

  const click = (p) => {
    const h = tl.hit(p.x, p.y);
    if (!h) return;
    if (h.it) tl.select(h.it);
    else enter(tl, h.cluster);
  };

  box.addEventListener("dblclick", (e) => {
    const p = at(e);
    const h = tl.hit(p.x, p.y);
    if (h && h.it) onOpen(h.it);
    else tl.zoom(0.4, p.x - tl.gutter, { smooth: true });
  });

  const hover = (p) => {
    const h = tl.hit(p.x, p.y);
    const id = h && h.it ? h.it.id : 0;
    box.classList.toggle("is-pointing", Boolean(h));
    if (tl.hovered !== id) {
      tl.hovered = id;
      tl.redraw();
    }
    onTip(h, p);
  };
  box.addEventListener("pointerleave", () => {
    tl.hovered = 0;
    tl.redraw();
    onTip(null);
  });
}

// enter zooms into a cluster, always by a step that can be seen.
export function enter(tl, c) {
  const from = Math.max(c.from, tl.tile.from);
  const to = Math.min(c.to, tl.tile.to);
  const span = Math.min(Math.max((to - from) * 1.2, 3), tl.scale.span * 0.6);
  const middle = (from + to) / 2;
  tl.show(middle - span / 2, middle + span / 2, { smooth: true });
}
