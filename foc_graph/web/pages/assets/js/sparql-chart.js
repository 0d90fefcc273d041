// Rows -> bars or a line: the last column of numbers over the first other column.

import { columns, label, plain, rows } from "./sparql-results.js";

const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const MOST = 60;
const SVG = "http://www.w3.org/2000/svg";

export function chart(result, view, prefixes) {
  const isNumber = (name) => rows(result).some((row) => NUMBER.test(row[name]?.datatype ?? ""));
  const value = columns(result).findLast(isNumber);
  const name = columns(result).find((column) => column !== value);
  if (!value || !name) return plain("A chart needs a column of numbers and another one.");
  const points = rows(result)
    .slice(0, MOST)
    .map((row) => [label(row[name], prefixes), Number(row[value]?.value ?? 0)]);
  const drawn = view === "bars" ? bars(points) : line(points);
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", `${value} by ${name}; the table has the numbers`);
  return drawn;
}

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const cut = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

function bars(points) {
  const most = Math.max(...points.map(([, number]) => number), 1);
  const svg = element("svg", { viewBox: `0 0 720 ${points.length * 24 + 8}` });
  points.forEach(([name, number], place) => {
    const y = place * 24 + 4;
    svg.append(
      element("text", { x: 236, y: y + 14, "text-anchor": "end" }, cut(name)),
      element("rect", { x: 244, y, width: Math.max(0, (number / most) * 400), height: 18 }),
      element("text", { x: 250 + Math.max(0, (number / most) * 400), y: y + 14 }, number),
    );
  });
  return svg;
}

function line(points) {
  const numbers = points.map(([, number]) => number);
  const most = Math.max(...numbers, 1);
  const least = Math.min(...numbers, 0);
  const x = (place) => 50 + (place * 650) / Math.max(1, points.length - 1);
  const y = (number) => 270 - ((number - least) / (most - least || 1)) * 240;
  const svg = element("svg", { viewBox: "0 0 720 310" });
  svg.append(
    element("text", { x: 44, y: 34, "text-anchor": "end" }, most),
    element("text", { x: 44, y: 274, "text-anchor": "end" }, least),
    element("polyline", { points: points.map(([, n], place) => `${x(place)},${y(n)}`).join(" ") }),
  );
  const step = Math.ceil(points.length / 8);
  points.forEach(([name, number], place) => {
    const dot = element("circle", { cx: x(place), cy: y(number), r: 3 });
    dot.append(element("title", {}, `${name}: ${number}`));
    svg.append(dot);
    if (place % step === 0) {
      svg.append(element("text", { x: x(place), y: 300, "text-anchor": "middle" }, cut(name).slice(0, 12)));
    }
  });
  return svg;
}
