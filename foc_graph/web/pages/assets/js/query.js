// The page of a canned query: links into the editor; the data where a server answers; where none
// does, the form runs the query in the browser, over the download.

import { bound } from "./query-binding.js";
import { sentence, table } from "./query-result.js";
import { askBrowser } from "./sparql-asking.js";
import { hasServer } from "./sparql-place.js";
import { plain } from "./sparql-results.js";

const form = document.getElementById("query-form");
const text = document.getElementById("query-text");
const shownBound = document.getElementById("query-bound");

function lead(query) {
  for (const link of document.querySelectorAll("a[data-query]")) {
    link.hash = `query=${encodeURIComponent(query)}`;
  }
}

function offerData() {
  const data = document.getElementById("query-data");
  for (const suffix of ["csv", "json"]) {
    const link = document.createElement("a");
    link.href = `${data.dataset.api}.${suffix}${location.search}`;
    link.textContent = suffix.toUpperCase();
    data.append(" ", link);
  }
  data.hidden = false;
}

function given(recipe) {
  const values = {};
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (!(name in recipe.parameters) || !value.trim()) continue;
    values[name] = form.elements[name].value = value.trim();
  }
  if (!Object.keys(values).length) return values; // the page shows this already
  for (const [name, parameter] of Object.entries(recipe.parameters)) {
    if (parameter.default !== null) values[name] ??= parameter.default;
  }
  return values;
}

async function run(recipe, values) {
  const answer = document.getElementById("query-answer");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  answer.replaceChildren(status);
  const never = new AbortController().signal;
  const place = { ...recipe, dump: form.dataset.dump };
  const ask = (query) => askBrowser(query, place, never, (said) => (status.textContent = said));
  try {
    const query = await bound(text.textContent, values, recipe, ask);
    shownBound.textContent = query;
    lead(query);
    const result = await ask(query);
    status.textContent = typeof result === "string" ? "" : sentence(result, recipe);
    if (typeof result === "string") answer.append(plain(result));
    else if (result.results.bindings.length) answer.append(table(result, { ...recipe, root: form.dataset.root }));
  } catch (error) {
    status.className = "notice";
    status.setAttribute("role", "alert");
    status.textContent = error.message;
  }
}

lead(shownBound.textContent);
if (await hasServer(location.href)) offerData();
else if (form) {
  const recipe = form.dataset.recipe ? JSON.parse(form.dataset.recipe) : null;
  const values = recipe ? given(recipe) : {};
  document.getElementById(recipe ? "query-browser" : "query-static").hidden = false;
  if (Object.keys(values).length) await run(recipe, values);
}
