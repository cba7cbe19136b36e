// Where the time axis has its ticks, from centuries down to days.

import { fromParts, parts } from "/static/js/timeline/days.js";

// Steps from fine to coarse with the room one label needs, in pixels.
const STEPS = [
  { unit: "day", n: 1, days: 1, room: 46 },
  { unit: "day", n: 2, days: 2, room: 50 },
  { unit: "week", n: 1, days: 7, room: 54 },
  { unit: "month", n: 1, days: 30.4, room: 46 },
  { unit: "month", n: 3, days: 91.3, room: 48 },
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map((n) => ({ unit: "year", n, days: 365.25 * n, room: 52 })),
];

// axis gives minor ticks (labelled), and major ones that give them context.
export function axis(scale, words) {
  const step = STEPS.find((s) => s.days * scale.density >= s.room) || STEPS.at(-1);
  const minor = ticks(step, scale).map((day) => ({ day, label: label(step, day, words) }));
  const above = context(step);
  const major = above ? ticks(above, scale, true).map((day) => ({ day, label: contextLabel(above, day, words) })) : [];
  return { minor, major, step };
}

function context(step) {
  if (step.unit === "day" || step.unit === "week") return { unit: "month", n: 1 };
  if (step.unit === "month") return { unit: "year", n: 1 };
  return null;
}

// ticks lists the first days of each step in view; before adds the one that
// began before it.
function ticks(step, scale, before = false) {
  const out = [];
  let day = floor(step, scale.from);
  if (!before && day < scale.from) day = next(step, day);
  for (let i = 0; day <= scale.to && i < 400; i++) {
    out.push(day);
    day = next(step, day);
  }
  return out;
}

function floor(step, day) {
  const p = parts(day);
  if (step.unit === "day") return step.n === 1 ? Math.floor(day) : fromParts(p.year, p.month, p.day - ((p.day - 1) % step.n));
  if (step.unit === "week") return Math.floor(day) - ((p.weekday + 6) % 7);
  if (step.unit === "month") return fromParts(p.year, p.month - ((p.month - 1) % step.n), 1);
  return fromParts(Math.floor(p.year / step.n) * step.n, 1, 1);
}

function next(step, day) {
  const p = parts(day);
  if (step.unit === "day" && step.n > 1) {
    // Every second day starts anew with the month, so that labels stay odd.
    const d = day + step.n;
    const q = parts(d);
    return q.month !== p.month || q.day + 1 > 31 ? fromParts(p.year, p.month + 1, 1) : d;
  }
  if (step.unit === "day") return day + 1;
  if (step.unit === "week") return day + 7;
  if (step.unit === "month") return fromParts(p.year, p.month + step.n, 1);
  return fromParts(p.year + step.n, 1, 1);
}

function label(step, day, words) {
  if (step.unit === "day") return words.format("weekday", day);
  if (step.unit === "week") return words.format("short", day);
  if (step.unit === "month") return words.format("monthShort", day);
  return words.year(parts(day).year);
}

function contextLabel(step, day, words) {
  return step.unit === "month" ? words.format("month", day) : words.year(parts(day).year);
}
