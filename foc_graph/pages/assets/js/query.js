// The page of a canned query: links into the editor, and what works only where a server answers.

import { hasServer } from "./sparql-place.js";

const bound = document.getElementById("query-bound").textContent;
for (const link of document.querySelectorAll("a[data-query]")) {
  link.href = `${link.getAttribute("href")}#query=${encodeURIComponent(bound)}`;
}

const data = document.getElementById("query-data");
const notice = document.getElementById("query-static");

if (await hasServer(location.href)) {
  for (const suffix of ["csv", "json"]) {
    const link = document.createElement("a");
    link.href = `${data.dataset.api}.${suffix}${location.search}`;
    link.textContent = suffix.toUpperCase();
    data.append(" ", link);
  }
  data.hidden = false;
} else if (notice) {
  notice.hidden = false;
}
