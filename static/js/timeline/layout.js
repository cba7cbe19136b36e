// Decides what stands where: the height of each lane, the row of each event,
// which labels have room, and what has to be shown as a cluster.

export const ROW = 23;
export const LANE_PAD = 4;
const MIN_LANE = 31;
const MARK = 12; // width of a single day's mark
const MIN_BAR = 14;
const CLUSTER = 36;
const GAP = 8;
const PACKED_LABEL = 190; // what a label is sure of when rows are packed
const MAX_LABEL = 420;
const LEAST_LABEL = 56; // a shorter piece of a title says nothing

// layout gives lanes [{top, height, rows}], boxes (one an event and lane) and
// clusters. head is the room a lane's name takes above its events. Rows depend on scale, not on where the view stands, so that events
// keep their places while one pans.
export function layout({ tile, scale, height, top, head, measure, before }) {
  const lanes = tile.lanes.map((lane, i) => ({ ...lane, i, rows: 0, need: 0 }));
  const boxes = place(tile, scale, measure, before, lanes);
  share(lanes, height - top, head, Boolean(tile.density));
  let y = top;
  for (const lane of lanes) {
    lane.top = y;
    y += lane.height;
    lane.fits = Math.max(1, rowsIn(lane, head));
  }
    // Above a histogram there is room for one row of the weightiest events.
  if (tile.density) {
    const first = boxes.filter((b) => b.row === 0 && lanes[b.lane].height - head >= 54);
    for (const b of first) b.text = Math.min(b.text, PACKED_LABEL);
    return { lanes, boxes: first, clusters: [], bottom: y };
  }
  const placed = fold(boxes, lanes);
  return { lanes, boxes: placed.boxes.filter((b) => !b.cluster), clusters: placed.clusters, bottom: y };
}

// place packs the events of each lane into rows, first come first served, each
// in its former row when that is free.
function place(tile, scale, measure, before, lanes) {
  const ends = lanes.map(() => []);
  const boxes = [];
  for (const it of tile.items) {
    const size = outline(it, tile, scale, measure);
    const end = size.right + (size.inside ? 0 : Math.min(size.text, PACKED_LABEL) + 8) + GAP;
    for (const lane of it.lanes) {
      const key = `${lane}:${it.id}`;
      const row = freeRow(ends[lane], size.left, before && before.get(key));
      ends[lane][row] = end;
      lanes[lane].need = Math.max(lanes[lane].need, row + 1);
      boxes.push({ it, lane, row, key, ...size, end });
    }
  }
  return boxes;
}

// outline is what an event takes from left to right, its label aside.
function outline(it, tile, scale, measure) {
  const [a, b] = extent(it, tile);
  const day = b - a <= 1 && !it.open_end && !it.open_start;
  const x0 = (a - tile.from) * scale.density;
  const x1 = (b - tile.from) * scale.density;
  // Below a bar's least width even a week is a mark: a bar would claim months.
  const bar = it.open_end || it.open_start || x1 - x0 >= (day ? 2.2 : 1.2) * MIN_BAR;
  const middle = (x0 + x1) / 2;
  const half = isVague(it) ? MARK : MARK / 2; // a fringe for the doubt
  const left = bar ? x0 : middle - half;
  const right = bar ? Math.max(x1, x0 + MIN_BAR) : middle + half;
  const text = Math.min(measure(it.title), MAX_LABEL);
  return { left, right, bar, text, inside: bar && right - left > text + 26 };
}

const SOFT = new Set(["month", "season", "year", "decade", "century"]);

// isCoarse tells that the day is not known, isVague that it is not known for sure.
export function isCoarse(it) {
  return SOFT.has(it.precision);
}

export function isVague(it) {
  return it.unsure || isCoarse(it);
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
function share(lanes, height, head, density) {
  const least = MIN_LANE + head;
  const want = lanes.map((l) => head + (density ? 58 : Math.max(MIN_LANE, l.need * ROW + 2 * LANE_PAD)));
  const total = want.reduce((a, b) => a + b, 0);
  const floor = least * lanes.length;
  if (total <= height) {
    const most = lanes.length < 3 ? Infinity : density ? 60 : 10;
    const spare = Math.min((height - total) / lanes.length, most);
    lanes.forEach((l, i) => (l.height = want[i] + spare));
    return;
  }
  const cut = Math.max(0, height - floor) / Math.max(1, total - floor);
  lanes.forEach((l, i) => (l.height = least + (want[i] - least) * cut));
  snap(lanes, head);
}

function rowsIn(lane, head) {
  return Math.floor((lane.height - head - 2 * LANE_PAD + 0.01) / ROW);
}

// snap takes from each lane the part of a row it cannot use, and gives whole
// rows to the lanes that lack most.
function snap(lanes, head) {
  let spare = 0;
  for (const l of lanes) {
    l.has = Math.max(1, rowsIn(l, head));
    const use = Math.min(l.height, head + l.has * ROW + 2 * LANE_PAD);
    spare += l.height - use;
    l.height = use;
  }
  const short = () => lanes.filter((l) => l.need > l.has).sort((a, b) => b.need / b.has - a.need / a.has)[0];
  for (let l = short(); l && spare >= ROW; l = short()) {
    l.height += ROW;
    l.has++;
    spare -= ROW;
  }
}

// fold finds a place for the events below a lane's last row: as a mark without
// a label where a row has room for that, else in a cluster. Then labels get
// what room is left.
function fold(boxes, lanes) {
  const kept = [];
  const clusters = [];
  for (const lane of lanes) {
    const own = boxes.filter((b) => b.lane === lane.i);
    const rows = Array.from({ length: lane.fits }, () => []);
    for (const b of own) if (b.row < lane.fits) rows[b.row].push(b);
    // Labels give way to marks: what counts as taken is the marks alone.
    for (const b of own) {
      if (b.row < lane.fits) continue;
      const row = rows.findLastIndex((list) => list.every((o) => b.left > o.right + 5 || b.right < o.left - 5));
      if (row >= 0) rows[row].push(Object.assign(b, { row }));
      else crowd(clusters, rows, b, lane);
    }
    rows.forEach((list) => {
      list.sort((a, b) => a.left - b.left);
      list.forEach((b, i) => fitLabel(b, list[i + 1]));
      kept.push(...list);
    });
  }
  return { boxes: kept, clusters };
}

// crowd puts an event into the cluster beside it, or makes one of it and the
// events of the last row that are in its way.
function crowd(clusters, rows, b, lane) {
  const x = (b.left + b.right) / 2;
  const near = clusters.find((c) => c.lane === lane.i && Math.abs(c.x - x) < CLUSTER);
  if (near) {
    near.items.push(b.it);
    return;
  }
  const last = rows.at(-1);
  const away = last.filter((o) => !o.cluster && Math.abs((o.left + o.right) / 2 - x) < CLUSTER && !o.bar);
  rows[rows.length - 1] = last.filter((o) => !away.includes(o));
  const c = { lane: lane.i, x, row: rows.length - 1, items: [...away.map((o) => o.it), b.it] };
  clusters.push(c);
  // It takes its room like a mark, but is drawn on its own.
  rows.at(-1).push({ cluster: c, left: x - CLUSTER / 2, right: x + CLUSTER / 2, text: 0 });
}

// fitLabel lets a label run up to its neighbour.
function fitLabel(b, next) {
  if (b.cluster) return;
  const room = next ? next.left - b.right - GAP - 6 : Infinity;
  if (!b.inside) b.text = room < LEAST_LABEL && room < b.text ? 0 : Math.min(b.text, room);
  b.end = b.inside || !b.text ? b.right : b.right + b.text + 8;
}
