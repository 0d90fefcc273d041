// The result of a canned query as the server would have shown it.

import { columns, label, rows } from "./sparql-results.js";

const MOST = 200;

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function link(term, content, { ids, folders }, root) {
  const path = term.value.startsWith(ids) ? term.value.slice(ids.length) : "";
  if (!folders.includes(path.split("/")[0])) return text("span", content);
  const [document_, part] = path.split("#");
  const found = text("a", content);
  found.href = `${root}${document_}.html${part ? `#${part}` : ""}`;
  return found;
}

const shown = (term, recipe, root) =>
  term?.type === "uri"
    ? link(term, label(term, recipe.prefixes), recipe, root)
    : text("span", { true: "yes", false: "no" }[term?.datatype?.endsWith("#boolean") && term.value] ?? term?.value ?? "");

export function sentence(result, { empty, tally }) {
  const found = rows(result);
  if (!found.length) return empty;
  const count = `${found.length} ${found.length === 1 ? "row" : "rows"}`;
  if (found.length > MOST) return `${MOST} of ${count}`;
  if (!tally || !columns(result).includes(tally)) return count;
  const counts = new Map();
  for (const row of found) {
    const value = row[tally]?.value ?? "not known";
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([value, number]) => `${number} ${value}`);
  return `${count}: ${parts.join(", ")}`;
}

export function table(result, recipe, root) {
  const all = rows(result);
  const named = (name) => recipe.columns[name] ?? [name, false];
  const open = columns(result).filter((name) => !named(name)[1] && all.some((row) => row[name]));
  const hidden = columns(result).filter((name) => named(name)[1] && all.some((row) => row[name]?.type === "uri"));
  const element = document.createElement("table");
  element.className = "cards-on-phone";
  const labels = [...open.map((name) => named(name)[0]), ...(hidden.length ? ["On record"] : [])];
  const head = element.createTHead().insertRow();
  for (const said of labels) head.append(Object.assign(text("th", said), { scope: "col" }));
  const body = element.createTBody();
  for (const row of all.slice(0, MOST)) {
    const line = body.insertRow();
    for (const name of open) line.insertCell().append(shown(row[name], recipe, root));
    if (hidden.length) {
      const records = hidden.filter((name) => row[name]?.type === "uri").map((name) => shown(row[name], recipe, root));
      line.insertCell().append(...records.flatMap((record, i) => (i ? [", ", record] : [record])));
    }
    [...line.cells].forEach((cell, i) => (cell.dataset.label = labels[i]));
  }
  const frame = document.createElement("div");
  frame.className = "scroll";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-labelledby", "result");
  frame.append(element);
  return frame;
}
