// Which entries answer a query, the best first: the same rules as foc_graph/web/search/ranking.py,
// where they are explained. A test asks both the same questions.

const FOLDED = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th",
  "ł": "l", "ħ": "h", "ı": "i" };
const WHOLE = 10000, END = 8000, WHOLE_START = 4000, END_START = 2000;
const SAME = 10, START = 6, NEAR = 3;
const SHORTEST_NEAR = 4, SHORTEST_START = 2, MOST_WORDS = 16;
const VERSION = 1;

export function fold(text) {
  const plain = text.toLowerCase().replace(/[ßæœøđðþłħı]/gu, (letter) => FOLDED[letter]);
  return plain.normalize("NFKD").replace(/[\u0300-\u036f]/gu, "").toLowerCase();
}

export function words(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function key(found) {
  return found.slice(found[0] === "the" ? 1 : 0).join("/");
}

// By code points, as Python counts them.
export function isNear(one, other) {
  let left = [...one], right = [...other];
  if (Math.abs(left.length - right.length) > 1) return false;
  while (left.length && right.length && left[0] === right[0]) { left.shift(); right.shift(); }
  while (left.length && right.length && left.at(-1) === right.at(-1)) { left.pop(); right.pop(); }
  if (Math.max(left.length, right.length) <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

export class Index {
  constructor(document) {
    if (document.version !== VERSION) throw new Error("the search index is of another version");
    this.weights = document.weights;
    this.entries = document.entries.map(([path, title, kind, detail]) =>
      ({ path, title, kind: document.kinds[kind], detail }));
    this.vocabulary = document.vocabulary.split(" ");
    this.postings = document.postings;
    this.numbers = new Map(this.vocabulary.map((word, number) => [word, number]));
    this.whole = new Map();
    this.ends = new Map();
    document.entries.forEach(([, , , , names, codes], number) => {
      for (const name of [...names, ...codes]) add(this.whole, name, number);
      for (const code of codes) {
        const parts = code.split("/");
        for (let start = 1; start < parts.length - 1; start += 1) {
          add(this.ends, parts.slice(start).join("/"), number);
        }
      }
    });
  }

  search(query) {
    const typed = words(query);
    const scores = new Map(), found = new Map();
    for (const word of new Set(typed.slice(0, MOST_WORDS))) {
      for (const [number, score] of this.#ofWord(word)) {
        scores.set(number, (scores.get(number) ?? 0) + score);
        found.set(number, (found.get(number) ?? 0) + 1);
      }
    }
    let most = 0;
    for (const count of found.values()) most = Math.max(most, count);
    const kept = new Map();
    for (const [number, count] of found) if (count === most) kept.set(number, scores.get(number));
    for (const [number, score] of this.#ofWhole(key(typed))) {
      kept.set(number, Math.max(kept.get(number) ?? 0, score + (scores.get(number) ?? 0)));
    }
    return [...kept].sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .map(([number, score]) => ({ entry: this.entries[number], score }));
  }

  #ofWord(word) {
    const best = new Map();
    for (const [number, quality] of this.#matching(word)) {
      let posting = 0;
      for (const difference of this.postings[number]) {
        posting += difference;
        const entry = Math.floor(posting / this.weights.length);
        const score = quality * this.weights[posting % this.weights.length];
        best.set(entry, Math.max(best.get(entry) ?? 0, score));
      }
    }
    return best;
  }

  #matching(word) {
    const same = this.numbers.get(word);
    const found = same === undefined ? [] : [[same, SAME]];
    const length = [...word].length;
    if (length >= SHORTEST_START) {
      this.vocabulary.forEach((other, number) => {
        if (number !== same && other.startsWith(word)) found.push([number, START]);
      });
    }
    if (found.length || length < SHORTEST_NEAR) return found;
    this.vocabulary.forEach((other, number) => {
      if (isNear(word, other)) found.push([number, NEAR]);
    });
    return found;
  }

  *#ofWhole(typed) {
    if (!typed) return;
    for (const [table, same, start] of [
      [this.whole, WHOLE, WHOLE_START], [this.ends, END, END_START],
    ]) {
      for (const number of table.get(typed) ?? []) yield [number, same];
      if ([...typed].length < SHORTEST_START) continue;
      for (const [name, numbers] of table) {
        if (name !== typed && name.startsWith(typed)) {
          for (const number of numbers) yield [number, start];
        }
      }
    }
  }
}

function add(table, name, number) {
  if (!table.has(name)) table.set(name, new Set());
  table.get(name).add(number);
}
