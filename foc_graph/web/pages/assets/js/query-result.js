// The result of a canned query as the server would have shown it.

import { address, columns, label, rows } from "./sparql-results.js";

const MOST = 200;

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function link(iri, content, recipe) {
  const found = text("a", content);
  found.href = address(iri, recipe);
  return found;
}

function shown(term, recipe, meant) {
  if (meant && term) return link(meant.value, term.value, recipe);
  if (term?.type === "uri") return link(term.value, label(term, recipe.prefixes), recipe);
  const isYesOrNo = term?.datatype?.endsWith("#boolean");
  return text("span", (isYesOrNo && { true: "yes", false: "no" }[term.value]) || (term?.value ?? ""));
}

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

export function table(result, recipe) {
  const all = rows(result);
  const named = (name) => recipe.columns[name] ?? [name, false];
  const open = columns(result).filter((name) => !named(name)[1] && all.some((row) => row[name]));
  const closed = columns(result).filter((name) => named(name)[1] && all.some((row) => row[name]?.type === "uri"));
  // The hidden column "State IRI" belongs to the column "State".
  const meant = open.map((name) => closed.find((other) => named(other)[0] === `${named(name)[0]} IRI`));
  const records = closed.filter((name) => !meant.includes(name));
  const labels = [...open.map((name) => named(name)[0]), ...(records.length ? ["On record"] : [])];
  const element = document.createElement("table");
  element.className = "cards-on-phone";
  const head = element.createTHead().insertRow();
  for (const said of labels) head.append(Object.assign(text("th", said), { scope: "col" }));
  const body = element.createTBody();
  for (const row of all.slice(0, MOST)) {
    const line = body.insertRow();
    open.forEach((name, i) => line.insertCell().append(shown(row[name], recipe, row[meant[i]])));
    if (records.length) {
      const found = records.filter((name) => row[name]?.type === "uri").map((name) => shown(row[name], recipe));
      line.insertCell().append(...found.flatMap((record, i) => (i ? [", ", record] : [record])));
    }
    [...line.cells].forEach((cell, i) => (cell.dataset.label = labels[i]));
  }
  return framed(element);
}

function framed(element) {
  const frame = document.createElement("div");
  frame.className = "scroll";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-labelledby", "result");
  frame.append(element);
  return frame;
}
