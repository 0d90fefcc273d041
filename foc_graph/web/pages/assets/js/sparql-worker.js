// Oxigraph over the download, beside the page.

import init, { Store } from "../vendor/oxigraph/web.js";

let loading = null;

async function load(dump) {
  postMessage({ status: "The engine and the data are fetched, once (about 2 MB) …" });
  const [, response] = await Promise.all([init(), fetch(dump)]);
  if (!response.ok) throw new Error(`The data are not there (${response.status} for ${dump}).`);
  const text = await unpacked(new Uint8Array(await response.arrayBuffer()));
  const store = new Store();
  store.load(text, { format: "application/n-quads", no_transaction: true, lenient: true });
  postMessage({ status: "The query runs …" });
  return store;
}

// Some hosts unpack it on the way: the first two bytes tell.
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return new TextDecoder().decode(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

function declared(query, prefixes) {
  const bare = query.replace(/#[^\n]*|<[^<>\s]*>/g, " ");
  const has = (prefix) => new RegExp(`\\bPREFIX\\s+${prefix}\\s*:`, "i").test(bare);
  return Object.entries(prefixes)
    .filter(([prefix]) => new RegExp(`(^|[^\\w-])${prefix}:`).test(bare) && !has(prefix))
    .map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}> `)
    .join("");
}

function run(store, { query, base, prefixes }) {
  const own = /\bFROM\b/i.test(query.replace(/#[^\n]*|<[^<>\s]*>|"[^"]*"|'[^']*'/g, " "));
  const isGraph = /^\s*(?:(?:PREFIX\s+[\w-]*:\s*<[^>]*>|BASE\s*<[^>]*>|#[^\n]*)\s*)*(CONSTRUCT|DESCRIBE)\b/i.test(query);
  const found = store.query(declared(query, prefixes) + query, {
    base_iri: base,
    use_default_graph_as_union: !own,
    results_format: isGraph ? "text/turtle" : "application/sparql-results+json",
  });
  return isGraph ? found : JSON.parse(found);
}

onmessage = async ({ data }) => {
  try {
    loading ??= load(data.dump);
    postMessage({ result: run(await loading, data) });
  } catch (error) {
    postMessage({ problem: error.message ?? String(error) });
  }
};
