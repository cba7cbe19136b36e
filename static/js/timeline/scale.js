// Which days stand at which pixels. from and to are days, fractions allowed.

import { FIRST_DAY, LAST_DAY } from "/static/js/timeline/days.js";

const MIN_SPAN = 3;
const MAX_SPAN = LAST_DAY - FIRST_DAY;

export class Scale {
  constructor(from, to, width) {
    this.width = width;
    this.set(from, to);
  }

  get span() {
    return this.to - this.from;
  }

  // pixels per day
  get density() {
    return this.width / this.span;
  }

  x(day) {
    return (day - this.from) * this.density;
  }

  day(x) {
    return this.from + x / this.density;
  }

  set(from, to) {
    let span = Math.min(Math.max(to - from, MIN_SPAN), MAX_SPAN);
    const middle = (from + to) / 2;
    let start = middle - span / 2;
    start = Math.min(Math.max(start, FIRST_DAY), LAST_DAY - span);
    this.from = start;
    this.to = start + span;
  }

  resize(width) {
    this.width = Math.max(width, 40);
  }

  pan(pixels) {
    const days = pixels / this.density;
    this.set(this.from + days, this.to + days);
  }

  // zoom by a factor (below 1: closer) and keep the day under x where it is.
  zoom(factor, x) {
    const fixed = this.day(x);
    const span = Math.min(Math.max(this.span * factor, MIN_SPAN), MAX_SPAN);
    const from = fixed - (x / this.width) * span;
    this.set(from, from + span);
  }

  copy() {
    return new Scale(this.from, this.to, this.width);
  }
}
