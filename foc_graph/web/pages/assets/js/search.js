// The search page where no server answers, and while somebody types: the index is fetched once,
// when it is first needed, and the results are put where the server would have put them.

import { Index } from "./search-ranking.js";

const MOST_HITS = 50;
const WAIT = 120;

const input = document.getElementById("search-query");
const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
const list = document.getElementById("search-hits");

let loading = null;
let timer = 0;

function index() {
  loading ??= fetch(new URL(results.dataset.index, location.href)).then(async (response) => {
    if (!response.ok) throw new Error(`the search index is not there (${response.status})`);
    return new Index(await response.json());
  });
  return loading;
}

async function show(typed) {
  typed = typed.trim();
  if (results.dataset.for === typed) return;
  results.dataset.for = typed;
  if (!typed) return put("", []);
  try {
    const hits = (await index()).search(typed);
    // Something else may have been typed meanwhile.
    if (results.dataset.for === typed) put(sentence(typed, hits.length), hits.slice(0, MOST_HITS));
  } catch (error) {
    loading = null;
    results.dataset.for = "";
    put(`The search does not work here: ${error.message}. The lists in the navigation lead everywhere.`, []);
  }
}

function sentence(typed, total) {
  if (!total) return `Nothing is found for “${typed}”. Try fewer or other words, or a symbol such as 20/8.`;
  const shown = total > MOST_HITS ? `; the first ${MOST_HITS} are shown` : "";
  return `${total.toLocaleString("en")} ${total === 1 ? "result" : "results"} for “${typed}”${shown}.`;
}

function put(said, hits) {
  status.textContent = said;
  list.replaceChildren(...hits.map(({ entry }) => item(entry)));
}

function item(entry) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = entry.path;
  link.textContent = entry.title;
  line.append(link, " ", small(entry.kind, "quiet small"));
  if (entry.detail) line.append(document.createElement("br"), small(entry.detail, "small"));
  return line;
}

function small(text, name) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    show(input.value);
    const address = new URL(location.href);
    address.searchParams.set("q", input.value.trim());
    history.replaceState(null, "", address);
  }, WAIT);
});

const asked = new URLSearchParams(location.search).get("q") ?? "";
if (asked && results.dataset.for !== asked.trim()) {
  input.value = asked;
  show(asked);
}
