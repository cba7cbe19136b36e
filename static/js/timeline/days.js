// Days since 1970-01-01, as the server counts them, and their words. Nothing
// here knows a time zone: an event happens on a calendar day.

const MS = 86_400_000;
export const FIRST_DAY = fromParts(1, 1, 1);
export const LAST_DAY = fromParts(10_000, 1, 1);

export function fromParts(year, month, day) {
  const d = new Date(0);
  d.setUTCFullYear(year, month - 1, day); // Date.UTC takes years below 100 for 19xx
  return Math.round(d.getTime() / MS);
}

export function parts(day) {
  const d = new Date(Math.floor(day) * MS);
  return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate(), weekday: d.getUTCDay() };
}

export function toISO(day) {
  const p = parts(day);
  const two = (n) => String(n).padStart(2, "0");
  return `${String(p.year).padStart(4, "0")}-${two(p.month)}-${two(p.day)}`;
}

// fromISO gives null for anything but YYYY-MM-DD.
export function fromISO(text) {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || "");
  if (!m) return null;
  const day = fromParts(+m[1], +m[2], +m[3]);
  return toISO(day) === text ? day : null;
}

// Words formats days in one language.
export class Words {
  constructor(lang, say) {
    this.say = say;
    // The day stands before the month, as on the rest of the page.
    if (lang === "en") lang = "en-GB";
    const f = (o) => new Intl.DateTimeFormat(lang, { timeZone: "UTC", ...o });
    this.formats = {
      weekdayLong: f({ weekday: "long" }),
      plain: f({ day: "numeric", month: "long", year: "numeric" }),
      short: f({ day: "numeric", month: "short" }),
      weekday: f({ weekday: "short", day: "numeric" }),
      month: f({ month: "long", year: "numeric" }),
      monthShort: f({ month: "short" }),
      monthLong: f({ month: "long" }),
    };
    this.number = new Intl.NumberFormat(lang);
    this.compact = new Intl.NumberFormat(lang, { notation: "compact", maximumFractionDigits: 1 });
    this.plural = new Intl.PluralRules(lang);
  }

  format(name, day) {
    return this.formats[name].format(new Date(Math.floor(day) * MS));
  }

  day(day) {
    return this.say("day", { weekday: this.format("weekdayLong", day), date: this.format("plain", day) });
  }

  year(y) {
    return y > 0 ? String(y) : this.say("bc", { year: 1 - y });
  }

  count(n) {
    const whole = Math.max(1, Math.round(n));
    const form = this.plural.select(whole) === "one" ? "one" : "other";
    return this.say(`events_${form}`, { n: this.number.format(whole) });
  }

  // span says a half-open run of days: one day, a month, a year, or from – to.
  span(start, end) {
    const first = parts(start);
    const last = parts(end - 1);
    if (end - start <= 1) return this.day(start);
    const after = parts(end);
    if (first.day === 1 && after.day === 1) {
      if (first.month === 1 && after.month === 1) {
        return last.year === first.year ? this.year(first.year) : `${this.year(first.year)} – ${this.year(last.year)}`;
      }
      if (first.year === last.year && first.month === last.month) return this.format("month", start);
      return `${this.format("month", start)} – ${this.format("month", end - 1)}`;
    }
    return this.range("plain", start, end - 1);
  }

  range(name, a, b) {
    return this.formats[name].formatRange(new Date(a * MS), new Date(b * MS));
  }

  // item says when an event is, as far as it is known.
  item(it) {
    let text;
    if (it.open_end && !it.open_start) text = this.say("since", { date: this.format("plain", it.start) });
    else if (it.open_start && !it.open_end) text = this.say("until", { date: this.format("plain", it.end - 1) });
    else text = this.span(it.start, it.end);
    return it.unsure ? `${text} (${this.say("uncertain")})` : text;
  }
}
