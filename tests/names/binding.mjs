// What the script of the pages binds for every typed text: {kind: [IRI or "! sentence", …]}.

import { readFileSync } from "node:fs";

const [script] = process.argv.slice(2);
const { bound } = await import(script);
const { answers, types, typed, ids, prefixes } = JSON.parse(readFileSync(0, "utf-8"));
const said = {};
for (const [kind, type] of Object.entries(types)) {
  const recipe = { ids, prefixes, parameters: { v: { type, names: "x" } } };
  said[kind] = await Promise.all(
    typed.map((text) =>
      bound("$v", { v: text }, recipe, async () => answers[kind]).then(
        (term) => term.slice(1, -1),
        (error) => `! ${error.message}`,
      ),
    ),
  );
}
console.log(JSON.stringify(said));
