// Reads {index, queries} as JSON from stdin; prints the paths and scores that the browser finds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { Index, fold, isNear, words } = await import(pathToFileURL(process.argv[2]));
const { index, queries, texts, pairs } = JSON.parse(readFileSync(0, "utf-8"));
const search = new Index(index);
console.log(JSON.stringify({
  hits: queries.map((query) => search.search(query).map(({ entry, score }) => [entry.path, score])),
  folded: texts.map(fold),
  words: texts.map(words),
  near: pairs.map(([one, other]) => isNear(one, other)),
}));
