// How an event is drawn. Its status shows in shape and pattern, never in colour
// alone; glyphs.svg draws the same signs for the legend.

export const CAP = 9; // the filled head of a bar that is going on
const DASH = { postponed: [5, 3], proposed: [1.5, 2.5] };

// mark draws the sign of a single day: a lozenge about (x, y).
export function mark(ctx, x, y, status, colour, paper) {
  const r = 6;
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
  outline(ctx, status, colour, paper);
  if (status === "ongoing") half(ctx, x, y, r, colour);
  cross(ctx, x - r - 1, x + r + 1, y, status, colour);
}

// bar draws a known stretch of days, rounded.
export function bar(ctx, x0, x1, y, h, status, colour, paper, open) {
  ctx.beginPath();
  const r = Math.min(4, (x1 - x0) / 2);
  ctx.roundRect(x0, y - h / 2, x1 - x0, h, [open.start ? 0 : r, open.end ? 0 : r, open.end ? 0 : r, open.start ? 0 : r]);
  outline(ctx, status, colour, paper);
  if (status === "ongoing") head(ctx, x0, x1, y, h, colour);
  cross(ctx, x0 - 2, x1 + 2, y, status, colour);
}

// soft draws a date known to the month or year only: it fades at both ends and
// has no edge, because no edge is known.
export function soft(ctx, x0, x1, y, h, status, colour, clear) {
  const fade = ctx.createLinearGradient(x0, 0, x1, 0);
  const solid = status === "occurred" || status === "ongoing";
  fade.addColorStop(0, clear);
  fade.addColorStop(0.3, colour);
  fade.addColorStop(0.7, colour);
  fade.addColorStop(1, clear);
  ctx.save();
  ctx.fillStyle = fade;
  ctx.globalAlpha = solid ? 0.62 : 0.22;
  ctx.fillRect(x0, y - h / 2, x1 - x0, h);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = fade;
  ctx.lineWidth = 1.5;
  ctx.setLineDash(DASH[status] || []);
  ctx.beginPath();
  ctx.moveTo(x0, y - h / 2);
  ctx.lineTo(x1, y - h / 2);
  ctx.moveTo(x0, y + h / 2);
  ctx.lineTo(x1, y + h / 2);
  ctx.stroke();
  ctx.restore();
  cross(ctx, x0 + (x1 - x0) * 0.2, x0 + (x1 - x0) * 0.8, y, status, colour);
}

// arrow marks an end that is open.
export function arrow(ctx, x, y, h, direction, colour) {
  ctx.beginPath();
  ctx.moveTo(x, y - h / 2);
  ctx.lineTo(x + direction * 7, y);
  ctx.lineTo(x, y + h / 2);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}

// chip is a count in a rounded frame.
export function chip(ctx, p, text, x, y, colour) {
  ctx.font = p.strong;
  const w = ctx.measureText(text).width + 12;
  ctx.beginPath();
  ctx.roundRect(x - w / 2, y - 9, w, 18, 9);
  ctx.fillStyle = p.paper;
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  ctx.fillStyle = p.ink;
  ctx.textAlign = "center";
  ctx.fillText(text, x, y + 0.5);
  ctx.textAlign = "left";
}

// outline fills what took place and leaves what has not yet, or will not, open.
function outline(ctx, status, colour, paper) {
  ctx.save();
  ctx.fillStyle = status === "occurred" ? colour : paper;
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.75;
  ctx.setLineDash(DASH[status] || []);
  ctx.stroke();
  ctx.restore();
}

function half(ctx, x, y, r, colour) {
  ctx.beginPath();
  ctx.moveTo(x, y - r);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}

// head fills the beginning of a bar and tints the rest: it has begun.
function head(ctx, x0, x1, y, h, colour) {
  ctx.save();
  ctx.clip();
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.16;
  ctx.fillRect(x0, y - h / 2, x1 - x0, h);
  ctx.globalAlpha = 1;
  ctx.fillRect(x0, y - h / 2, CAP, h);
  ctx.restore();
}

// cross strikes out what was cancelled and crosses what was denied.
function cross(ctx, x0, x1, y, status, colour) {
  if (status !== "cancelled" && status !== "denied") return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.75;
  ctx.beginPath();
  if (status === "cancelled") {
    ctx.moveTo(x0 - 1, y);
    ctx.lineTo(x1 + 1, y);
  } else {
    const m = (x0 + x1) / 2;
    const r = x1 - x0 < 20 ? 2.6 : 5;
    ctx.moveTo(m - r, y - r);
    ctx.lineTo(m + r, y + r);
    ctx.moveTo(m + r, y - r);
    ctx.lineTo(m - r, y + r);
  }
  ctx.stroke();
  ctx.restore();
}
