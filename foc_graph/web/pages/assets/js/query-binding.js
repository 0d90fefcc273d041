// What somebody wrote for a parameter -> an RDF term, put into the SPARQL of a canned query.
// The rules are those of foc_graph/queries: terms.py, naming.py.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const DATES = [
  [/^\d{4}$/, "gYear"],
  [/^\d{4}-(0[1-9]|1[0-2])$/, "gYearMonth"],
  [/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "date"],
];

const typed = (value, datatype) => `${JSON.stringify(value)}^^<${XSD}${datatype}>`;

function date(value) {
  const found = DATES.find(([pattern]) => pattern.test(value));
  if (!found) throw new Error(`“${value}” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.`);
  return typed(value, found[1]);
}

function integer(value) {
  if (!/^[+-]?\d{1,18}$/.test(value)) throw new Error(`“${value}” is not a whole number.`);
  return typed(String(BigInt(value.replace("+", ""))), "integer");
}

function iri(value, { ids, prefixes }) {
  const bare = value.replace(/^<|>$/g, "");
  if (bare.includes("://")) return bare;
  const [prefix, local] = bare.split(/:(.*)/s);
  return local !== undefined && prefixes[prefix] ? prefixes[prefix] + local : ids + bare;
}

function node(value) {
  if (/[\s<>"{}|\\^`]/.test(value)) throw new Error(`“${value}” is not an IRI.`);
  return `<${value}>`;
}

function choice(value, { values }) {
  if (!(value in values)) throw new Error(`“${value}” is not one of ${Object.keys(values).join(", ")}.`);
  return values[value] === null ? JSON.stringify(value) : node(values[value]);
}

const last = (text) => text.slice(text.lastIndexOf("/") + 1).toLowerCase();

// From the strictest to the most generous; the first that finds anything decides.
const WAYS = [
  (value, { iri: found }, whole) => found === whole || last(found) === value,
  (value, { name }) => name === value,
  (value, { name }) => /^(a|e|s|a\/hrc)\/res\//.test(name) && name.split("/res/")[1] === value,
  (value, { iri: found }) => {
    const words = (value.match(/[\p{L}\p{N}_]+/gu) ?? []).join("-");
    return words && `-${last(found)}-`.includes(`-${words}-`);
  },
];

async function named(value, parameter, recipe, ask) {
  const result = await ask(parameter.names);
  const things = result.results.bindings.map(({ iri: found, name }) => ({
    iri: found.value,
    name: (name?.value ?? "").toLowerCase(),
  }));
  const wanted = value.replace(/\s*([/()])\s*/g, "$1").toLowerCase();
  const ways = parameter.type === "symbol" ? WAYS : WAYS.slice(0, 2);
  for (const fits of ways) {
    const found = [...new Set(things.filter((thing) => fits(wanted, thing, iri(value, recipe))).map((thing) => thing.iri))];
    if (found.length === 1) return node(found[0]);
    if (found.length) throw new Error(`“${value}” could be ${found.slice(0, 5).map(last).join(", ")}.`);
  }
  throw new Error(`“${value}” names nothing in the graph that fits here.`);
}

function term(value, parameter, recipe, ask) {
  if (parameter.names) return named(value, parameter, recipe, ask);
  if (parameter.values) return choice(value, parameter);
  if (parameter.type === "date") return date(value);
  if (parameter.type === "year") return /^\d{4}$/.test(value) ? typed(value, "gYear") : date("");
  if (parameter.type === "integer") return integer(value);
  return parameter.type === "iri" ? node(iri(value, recipe)) : JSON.stringify(value);
}

const PIECES = /#[^\n]*|<[^<>"{}|^`\\\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[?$](?<name>\w+)/g;

/** The SPARQL with every parameter in it that has a value. */
export async function bound(text, values, recipe, ask) {
  const terms = {};
  for (const [name, value] of Object.entries(values)) {
    terms[name] = await term(value, recipe.parameters[name], recipe, ask);
  }
  return text.replace(PIECES, (piece, ...rest) => terms[rest.at(-1).name] ?? piece);
}
