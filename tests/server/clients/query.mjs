// Prints how many solutions a query has over one source: node query.mjs SOURCE [sparql]
import { QueryEngine } from "@comunica/query-sparql";

const [, , value, type] = process.argv;
const query = "SELECT * WHERE { ?s ?p ?o }";
const asked = type ? `SELECT * WHERE { ?s a <https://w3id.org/foc-graph/ns#State> }` : query;
const source = type ? { type, value } : value;
const bindings = await new QueryEngine().queryBindings(asked, { sources: [source] });
console.log((await bindings.toArray()).length);
