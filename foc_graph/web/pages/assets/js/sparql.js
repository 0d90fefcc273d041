// The SPARQL editor.

import { colour } from "./sparql-colours.js";
import { chart } from "./sparql-chart.js";
import { askBrowser, askServer } from "./sparql-asking.js";
import { hasServer } from "./sparql-place.js";
import { asCsv, columns, plain, rows, table } from "./sparql-results.js";

const byId = (id) => document.getElementById(`sparql-${id}`);
const form = byId("form");
const text = byId("query");
const colours = byId("colours");
const server = hasServer(location.href);
const prefixes = Object.fromEntries(
  [...byId("prefixes").tBodies[0].rows].map((row) => [
    row.cells[0].textContent.slice(0, -1),
    row.cells[1].textContent,
  ]),
);

const site = { ...form.dataset, folders: form.dataset.folders.split(" ") };

let running = null;
let result = null;

function paint() {
  colours.replaceChildren(...colour(text.value), "\n");
  follow();
}

function follow() {
  colours.scrollTop = text.scrollTop;
  colours.scrollLeft = text.scrollLeft;
}

function say(status, problem = "") {
  byId("status").textContent = status;
  byId("problem").textContent = problem;
  byId("problem").hidden = !problem;
}

function share() {
  const link = byId("share");
  link.href = `#query=${encodeURIComponent(text.value)}`;
  link.hidden = false;
  history.replaceState(null, "", link.href);
}

async function run() {
  running?.abort();
  const mine = (running = new AbortController());
  byId("stop").hidden = false;
  byId("result").hidden = true;
  share();
  say("The query runs …");
  const begun = performance.now();
  try {
    const place = (site.server = await server);
    const found = place
      ? await askServer(form.dataset.endpoint, text.value, mine.signal)
      : await askBrowser(text.value, { ...form.dataset, prefixes }, mine.signal, say);
    if (mine === running) show(found, performance.now() - begun);
  } catch (error) {
    if (mine === running) say(mine.signal.aborted ? "Stopped." : "", mine.signal.aborted ? "" : error.message);
  } finally {
    if (mine === running) byId("stop").hidden = true;
  }
}

function show(found, milliseconds) {
  result = found;
  const time = `in ${(milliseconds / 1000).toFixed(milliseconds < 1000 ? 2 : 1)} s`;
  byId("result").hidden = false;
  byId("view").disabled = byId("csv").disabled = typeof found === "string" || "boolean" in found;
  if (typeof found === "string") say(`Triples, ${time}.`);
  else if ("boolean" in found) say(`The answer is ${found.boolean ? "yes" : "no"}, ${time}.`);
  else say(`${rows(found).length.toLocaleString("en")} ${rows(found).length === 1 ? "row" : "rows"}, ${time}.`);
  draw();
}

function draw() {
  const output = byId("output");
  if (typeof result === "string") return output.replaceChildren(plain(result));
  if ("boolean" in result) return output.replaceChildren(plain(result.boolean ? "yes" : "no"));
  const view = byId("view").value;
  output.replaceChildren(view === "table" ? table(result, prefixes, site) : chart(result, view, prefixes));
}

function download(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function begin() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("query");
  if (asked) text.value = asked;
  for (const field of document.querySelectorAll(".when-plain")) field.hidden = true;
  byId("editor").classList.add("coloured");
  if (byId("canned")) byId("canned").disabled = false;
  paint();
  return asked;
}

text.addEventListener("input", paint);
text.addEventListener("scroll", follow);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
byId("stop").addEventListener("click", () => running?.abort());
byId("canned")?.addEventListener("change", (event) => {
  if (event.target.value) {
    text.value = event.target.value;
    paint();
  }
});
byId("view").addEventListener("change", draw);
byId("csv").addEventListener("click", () => download("result.csv", "text/csv", asCsv(result)));
byId("json").addEventListener("click", () => {
  const [name, type, content] =
    typeof result === "string"
      ? ["result.ttl", "text/turtle", result]
      : ["result.json", "application/json", JSON.stringify(result, null, 2)];
  download(name, type, content);
});
addEventListener("hashchange", () => begin() && run());

if (begin()) run();
