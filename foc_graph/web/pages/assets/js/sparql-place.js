// Whether a server stands behind the page. The pages are the same bytes either way, so the page is
// asked for its headers: a file that is there everywhere, and so never an error on the console.

export const HEADER = "X-Foc-Graph";

export async function hasServer(address) {
  const here = new URL(address);
  if (!here.protocol.startsWith("http")) return false;
  here.search = here.hash = "";
  try {
    const response = await fetch(here, { method: "HEAD" });
    return response.headers.get(HEADER) === "server";
  } catch {
    return false;
  }
}
