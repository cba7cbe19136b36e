// Reads documents with chrono-node: node chrono.cjs DOCS.jsonl LANG SECONDS
const fs = require("fs");
const begun = process.cpuUsage();
const used = (from) => { const u = process.cpuUsage(from); return (u.user + u.system) / 1e6; };
const boot = used();
const chrono = require("chrono-node");
const [path, lang, seconds] = process.argv.slice(2);
const parser = chrono[lang] || chrono;
const ref = (d) => (d ? new Date(d + "T12:00:00") : new Date(2022, 1, 4, 12));
parser.parse("2022-02-04", ref());
const start = boot + used(begun);
const docs = fs.readFileSync(path, "utf8").trim().split("\n").map((l) => JSON.parse(l));
const day = (c) => [c.get("year"), c.get("month"), c.get("day")].map((n, i) => String(n).padStart(i ? 2 : 4, "0")).join("-");
const preds = [];
let bytes = 0, round = 0;
const from = process.cpuUsage();
do {
  for (const d of docs) {
    const found = parser.parse(d.text, ref(d.dct));
    bytes += Buffer.byteLength(d.text);
    if (round === 0) {
      preds.push(found.map((x) => {
        const s = Buffer.byteLength(d.text.slice(0, x.index));
        return { s, e: s + Buffer.byteLength(x.text), v: day(x.start) };
      }));
    }
  }
  round++;
} while (used(from) < Number(seconds));
console.log(JSON.stringify({ start, rate: bytes / 1e6 / used(from), preds }));
