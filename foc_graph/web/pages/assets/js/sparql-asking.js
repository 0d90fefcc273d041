// A query -> its result: SPARQL JSON as an object, triples as text. From the server, or from
// Oxigraph in a worker over the download, which is fetched once.

const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";

export async function askServer(endpoint, query, signal) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { Accept: ACCEPT, "Content-Type": "application/sparql-query" },
    body: query,
    signal,
  });
  if (!response.ok) throw new Error((await response.text()).trim());
  const isRows = response.headers.get("Content-Type").includes("json");
  return isRows ? response.json() : response.text();
}

let worker = null;

export function askBrowser(query, { dump, base, prefixes }, signal, say) {
  if (!location.protocol.startsWith("http")) {
    throw new Error("From a disk the browser does not let a page read the data. Put the folder behind any web server, say python -m http.server.");
  }
  worker ??= new Worker(new URL("./sparql-worker.js", import.meta.url), { type: "module" });
  const mine = worker;
  return new Promise((resolve, reject) => {
    const end = (settle, value) => {
      mine.onmessage = mine.onerror = null;
      settle(value);
    };
    // Nothing else stops a query that runs: the next one loads the data again.
    const stop = () => {
      mine.terminate();
      if (worker === mine) worker = null;
      end(reject, new Error("Stopped."));
    };
    signal.addEventListener("abort", stop, { once: true });
    mine.onerror = (event) => {
      worker = null;
      end(reject, new Error(event.message || "The browser cannot run queries here."));
    };
    mine.onmessage = ({ data }) => {
      if (data.status) return say(data.status);
      signal.removeEventListener("abort", stop);
      if (data.problem) end(reject, new Error(data.problem));
      else end(resolve, data.result);
    };
    mine.postMessage({ query, base, prefixes, dump: new URL(dump, location.href).href });
  });
}
