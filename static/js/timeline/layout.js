// Decides what stands where: the height of each lane, the row of each event,
// which labels have room, and what has to be shown as a cluster.

export const ROW = 24;
export const LANE_PAD = 5;
const MIN_LANE = 30;
const MARK = 12; // width of a single day's mark
const MIN_BAR = 14;
const CLUSTER = 34;
const MAX_LABEL = 260;

// layout gives lanes [{top, height, rows}], boxes (one an event and lane) and
// clusters. Rows depend on scale, not on where the view stands, so that events
// keep their places while one pans.
export function layout({ tile, scale, height, top, measure, before }) {
  const lanes = tile.lanes.map((lane, i) => ({ ...lane, i, rows: 0, need: 0 }));
  const boxes = place(tile, scale, measure, before, lanes);
  share(lanes, height - top, Boolean(tile.density));
  let y = top;
  for (const lane of lanes) {
    lane.top = y;
    y += lane.height;
    lane.fits = Math.max(1, Math.floor((lane.height - 2 * LANE_PAD) / ROW));
  }
    // Above a histogram there is room for one row of the weightiest events.
  if (tile.density) return { lanes, boxes: boxes.filter((b) => b.row === 0), clusters: [], bottom: y };
  return { lanes, ...fold(boxes, lanes), bottom: y };
}

// place packs the events of each lane into rows, first come first served, each
// in its former row when that is free.
function place(tile, scale, measure, before, lanes) {
  const ends = lanes.map(() => []);
  const boxes = [];
  for (const it of tile.items) {
    const [a, b] = extent(it, tile);
    const day = b - a <= 1 && !it.open_end && !it.open_start;
    const x0 = (a - tile.from) * scale.density;
    const x1 = (b - tile.from) * scale.density;
    const bar = !day || x1 - x0 >= 2.2 * MIN_BAR;
    const middle = (x0 + x1) / 2;
    const left = bar ? x0 : middle - MARK / 2;
    const right = bar ? Math.max(x1, x0 + MIN_BAR) : middle + MARK / 2;
    const text = Math.min(measure(it.title), MAX_LABEL);
    const end = Math.max(right, bar && right - left > text + 16 ? right : right + text + 8) + 10;
    for (const lane of it.lanes) {
      const key = `${lane}:${it.id}`;
      const row = freeRow(ends[lane], left, before && before.get(key));
      ends[lane][row] = end;
      lanes[lane].need = Math.max(lanes[lane].need, row + 1);
      boxes.push({ it, lane, row, key, left, right, end, bar, text });
    }
  }
  return boxes;
}

// extent of an event within its tile: open ends reach the tile's edge.
function extent(it, tile) {
  return [it.open_start ? Math.max(it.start, tile.from) : it.start, it.open_end ? Math.min(it.end, tile.to) : it.end];
}

function freeRow(ends, left, wanted) {
  if (wanted !== undefined && (ends[wanted] ?? -Infinity) <= left) return wanted;
  for (let row = 0; ; row++) if ((ends[row] ?? -Infinity) <= left) return row;
}

// share gives each lane what it needs, and cuts all alike when that is too much.
function share(lanes, height, density) {
  const want = lanes.map((l) => (density ? 54 : Math.max(MIN_LANE, l.need * ROW + 2 * LANE_PAD)));
  const total = want.reduce((a, b) => a + b, 0);
  const floor = MIN_LANE * lanes.length;
  if (total <= height) {
    const spare = Math.min((height - total) / lanes.length, density ? 60 : 10);
    lanes.forEach((l, i) => (l.height = want[i] + spare));
    return;
  }
  const cut = Math.max(0, height - floor) / Math.max(1, total - floor);
  lanes.forEach((l, i) => (l.height = Math.max(MIN_LANE, MIN_LANE + (want[i] - MIN_LANE) * cut)));
}

// fold turns the events below a lane's last row into clusters.
function fold(boxes, lanes) {
  const kept = [];
  const hidden = lanes.map(() => []);
  for (const b of boxes) {
    const full = lanes[b.lane].need > lanes[b.lane].fits;
    if (full && b.row >= lanes[b.lane].fits - 1) hidden[b.lane].push(b);
    else kept.push(b);
  }
  const clusters = [];
  hidden.forEach((list, lane) => {
    let last = null;
    for (const b of list) {
      const middle = (b.left + b.right) / 2;
      if (last && middle - last.x < CLUSTER + 8) {
        last.items.push(b.it);
        continue;
      }
      last = { lane, x: middle, row: lanes[lane].fits - 1, items: [b.it] };
      clusters.push(last);
    }
  });
  // A cluster of one is the event itself, without its label.
  for (const c of clusters) {
    if (c.items.length > 1) continue;
    const b = hidden[c.lane].find((h) => h.it === c.items[0]);
    kept.push({ ...b, row: c.row, text: 0, end: b.right });
  }
  return { boxes: kept, clusters: clusters.filter((c) => c.items.length > 1) };
}
