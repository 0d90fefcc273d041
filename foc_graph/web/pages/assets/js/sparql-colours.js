// SPARQL text -> pieces with a class each. The order of the patterns is that of the grammar.

const PIECES =
  /(?<comment>#[^\n]*)|(?<iri><[^<>"{}|^`\\\s]*>)|(?<string>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<variable>[?$]\w+)|(?<name>[A-Za-z][\w-]*:[\w.%-]*|:[\w%-]+)|(?<keyword>\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE|WHERE|FROM|NAMED|GRAPH|OPTIONAL|UNION|MINUS|FILTER|BIND|VALUES|AS|DISTINCT|REDUCED|PREFIX|BASE|GROUP|ORDER|BY|HAVING|LIMIT|OFFSET|ASC|DESC|NOT|EXISTS|IN|UNDEF|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT|SEPARATOR|COALESCE|IF|STR|LANG|LANGMATCHES|DATATYPE|BOUND|IRI|REGEX|CONTAINS|STRSTARTS|STRENDS|STRLEN|SUBSTR|REPLACE|CONCAT|YEAR|MONTH|DAY|NOW|isIRI|isLiteral|isBlank|true|false|a)\b)/gi;

// Beyond this, colours would slow typing.
const LONGEST = 50000;

export function colour(text) {
  if (text.length > LONGEST) return [text];
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(PIECES)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    const piece = document.createElement("span");
    piece.className = kind;
    piece.textContent = match[0];
    pieces.push(piece);
    end = match.index + match[0].length;
  }
  pieces.push(text.slice(end));
  return pieces;
}
