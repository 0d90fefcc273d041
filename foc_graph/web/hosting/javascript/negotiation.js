// Content negotiation by RFC 9110, section 12.5.1, and the way from identifiers to documents.
// The tables stand above this code, put there by `foc-graph hosting`: FORMATS, RULES, PREFIX.

/** Media ranges of an Accept header, with their weights; what cannot be read is left out. */
function parse(accept) {
  const ranges = [];
  for (const part of accept.slice(0, 4096).toLowerCase().split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const [name, ...parameters] = part.split(";").map((text) => text.trim());
    const [kind, subtype, more] = name === "*" ? ["*", "*"] : name.split("/");
    if (!kind || !subtype || more !== undefined || (kind === "*" && subtype !== "*")) continue;
    const weight = parameters.find((text) => /^q\s*=/.test(text));
    const value = weight === undefined ? 1 : Number(weight.split("=")[1]);
    const quality = value >= 0 && value <= 1 ? value : 1;
    ranges.push({ name: `${kind}/${subtype}`, quality });
  }
  return ranges;
}

/** The weight of a media type, and whether it was named; the most specific range decides. */
function weigh(type, ranges) {
  const names = [type, `${type.split("/")[0]}/*`, "*/*"];
  for (const [place, name] of names.entries()) {
    const found = ranges.find((range) => range.name === name);
    if (found) return { quality: found.quality, named: place === 0 };
  }
  return { quality: 0, named: false };
}

/** The suffix of the format that suits best; null where none does. */
export function choose(accept) {
  const ranges = parse(accept ?? "");
  if (ranges.length === 0) return FORMATS[0].suffix;
  let best = null;
  for (const [place, form] of FORMATS.entries()) {
    let { quality, named } = weigh(form.type, ranges);
    if (!named) {
      const meant = form.aliases.map((alias) => weigh(alias, ranges)).filter((one) => one.named);
      const most = Math.max(0, ...meant.map((one) => one.quality));
      if (most > 0) [quality, named] = [most, true];
    }
    if (quality <= 0) continue;
    const isPage = form.suffix === ".html";
    const rank = [-quality, named ? 0 : 1, isPage === named ? 1 : 0, place];
    const first = rank.findIndex((value, i) => best && value !== best.rank[i]);
    if (!best || rank[first] < best.rank[first]) best = { rank, suffix: form.suffix };
  }
  return best ? best.suffix : null;
}

/** The suffix that ?format= names; undefined where it is not there, null where it is unknown. */
export function asked(parameters) {
  if (!parameters.has("format")) return undefined;
  const name = parameters.get("format").split(";")[0].trim().toLowerCase().replace(/ /g, "+");
  const form = FORMATS.find((one) =>
    [one.suffix.slice(1), one.suffix, one.name, one.type].includes(name));
  return form ? form.suffix : null;
}

/** Where an identifier leads; null where the path is none. */
export function lead(path) {
  for (const [pattern, target] of RULES) {
    const match = path.match(new RegExp(pattern));
    if (match) return target === null ? null : target.replace(/\$(\d)/g, (_, n) => match[n] ?? "");
  }
  return null;
}

/** Answer a request: `file(path)` fetches a file of the site. */
export async function answer(request, file) {
  const url = new URL(request.url);
  const path = url.pathname.slice(PREFIX.length + 1);
  const target = lead(path);
  if (target !== null) {
    return new Response(null, { status: 303, headers: { Location: `${PREFIX}/${target}` } });
  }
  const hasSuffix = /\.[a-z]+$/.test(path) && (await file(url.pathname)).ok;
  if (hasSuffix || path === "" || path.endsWith("/")) return file(url.pathname);
  const suffix = asked(url.searchParams) ?? (url.searchParams.has("format") ? null
    : choose(request.headers.get("Accept")));
  const page = await file(`${url.pathname}.html`);
  if (!page.ok) return file(url.pathname);
  if (suffix === null) {
    const list = FORMATS.map((form) => `${form.type}\t${url.pathname}${form.suffix}\n`).join("");
    return new Response(list, { status: 406, headers: { Vary: "Accept" } });
  }
  const found = suffix === ".html" ? page : await file(`${url.pathname}${suffix}`);
  const response = new Response(found.body, found);
  response.headers.append("Vary", "Accept");
  response.headers.set("Content-Location", `${url.pathname}${suffix}`);
  response.headers.set("Content-Type", FORMATS.find((form) => form.suffix === suffix).content);
  return response;
}
