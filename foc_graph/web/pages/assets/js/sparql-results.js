// SPARQL 1.1 Query Results JSON -> a table, CSV.

// A page with more rows is slow; the downloads have all.
const MOST = 1000;

export const rows = (result) => result.results.bindings;
export const columns = (result) => result.head.vars;

export function shorten(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && /^[\w.-]+$/.test(iri.slice(namespace.length))) {
      return `${prefix}:${iri.slice(namespace.length)}`;
    }
  }
  return iri;
}

export function label(term, prefixes) {
  if (!term) return "";
  return term.type === "uri" ? shorten(term.value, prefixes) : term.value;
}

export function plain(text) {
  const block = document.createElement("pre");
  block.textContent = text;
  return block;
}

/** Where a page about `iri` is: the server knows every identifier, of files only the path tells. */
export function address(iri, { ids, base, folders, root, server }) {
  if (!iri.startsWith(base)) return iri;
  if (server) return root + iri.slice(base.length);
  const [path, part] = (iri.startsWith(ids) ? iri.slice(ids.length) : iri.slice(base.length)).split("#");
  const known = iri.startsWith(ids) ? folders.includes(path.split("/")[0]) : path === "ns";
  return known ? `${root}${path}.html${part ? `#${part}` : ""}` : iri;
}

export function table(result, prefixes, site) {
  const element = document.createElement("table");
  const head = element.createTHead().insertRow();
  for (const name of columns(result)) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = element.createTBody();
  for (const binding of rows(result).slice(0, MOST)) {
    const row = body.insertRow();
    for (const name of columns(result)) row.insertCell().append(shown(binding[name], prefixes, site));
  }
  if (rows(result).length > MOST) {
    element.createCaption().textContent = `The first ${MOST} rows; the downloads have all.`;
  }
  return element;
}

function shown(term, prefixes, site) {
  if (term?.type !== "uri" || !/^https?:/.test(term.value)) return label(term, prefixes);
  const link = document.createElement("a");
  link.href = address(term.value, site);
  link.textContent = shorten(term.value, prefixes);
  return link;
}

export function asCsv(result) {
  const quote = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows(result).map((row) => columns(result).map((name) => quote(row[name]?.value ?? "")));
  return [columns(result), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}
