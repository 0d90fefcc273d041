// What somebody wrote for a parameter -> an RDF term, put into the SPARQL of a canned query.
// The rules are those of foc_graph/queries/parameters.py and foc_graph/names/resolver.py.

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
  return local !== undefined && prefixes[prefix] ? prefixes[prefix] + local : ids + bare.replace(/^id\//, "");
}

function node(value) {
  if (/[\s<>"{}|\\^`]/.test(value)) throw new Error(`“${value}” is not an IRI.`);
  return `<${value}>`;
}

function choice(value, { values }) {
  if (!(value in values)) throw new Error(`“${value}” is not one of ${Object.keys(values).join(", ")}.`);
  return values[value] === null ? JSON.stringify(value) : node(values[value]);
}

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const last = (text) => text.slice(text.lastIndexOf("/") + 1).toLowerCase();
const key = (text) => text.trim().replace(/\s*([/(])\s*/g, "$1").replace(/\s*\)\s*/g, ")").replace(/\s+/g, " ").toLowerCase();
const endsIn = (thing, wanted) => thing.iri.toLowerCase().endsWith(`/${wanted}`);
const numbered = (form) => ({ wanted }, { names }) => names.some((name) => form.exec(name)?.[1] === wanted);
const named = (fits) => (typed, thing) => thing.names.length > 0 && fits(typed, thing);

// From the strictest to the most generous; the first that finds anything decides.
const WAYS = [
  ({ whole }, thing) => thing.iri.toLowerCase() === whole,
  named(({ wanted }, thing) => endsIn(thing, wanted) || thing.names.includes(wanted)),
  ({ wanted }, thing) => endsIn(thing, wanted),
  named(numbered(/^(?:a|e|s|a\/hrc)\/res\/(.+)/)),
  named(numbered(/^(?:a\/hrc\/dec|a)\/(.+)/)),
  named(({ words }, thing) => words && `-${last(thing.iri)}`.endsWith(`-${words}`)),
  named(({ words }, thing) => words && `-${last(thing.iri)}-`.includes(`-${words}-`)),
];

async function found(value, parameter, recipe, ask) {
  const things = new Map();
  for (const { iri: of, property, name } of (await ask(parameter.names)).results.bindings) {
    if (!things.has(of.value)) things.set(of.value, { iri: of.value, names: [] });
    if (property.value !== TYPE && name.value) things.get(of.value).names.push(key(name.value));
  }
  const words = (value.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join("-");
  const typed = { wanted: key(value), whole: iri(value, recipe).toLowerCase(), words };
  for (const fits of WAYS) {
    const fitting = [...things.values()].filter((thing) => fits(typed, thing)).map((thing) => thing.iri);
    if (fitting.length === 1) return node(fitting[0]);
    if (fitting.length) throw new Error(`“${value}” could be ${fitting.sort().slice(0, 5).map(last).join(", ")}.`);
  }
  if (parameter.type === "iri" && value.includes(":")) return node(iri(value, recipe));
  throw new Error(`“${value}” names nothing in the graph that fits here.`);
}

function term(value, parameter, recipe, ask) {
  if (parameter.names) return found(value, parameter, recipe, ask);
  if (parameter.values) return choice(value, parameter);
  if (parameter.type === "date") return date(value);
  if (parameter.type === "year") return /^\d{4}$/.test(value) ? typed(value, "gYear") : date("");
  if (parameter.type === "integer") return integer(value);
  return JSON.stringify(value);
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
