// Members on a date, for hosts of plain files: the server answers ?on= itself, with the same result.
// Everything is read from the bars: data-begun and data-ended hold the first and last day that the
// two ends of a membership can mean.

export function bounds(date) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date);
  if (!match) return null;
  const [, year, month, day] = match;
  const last = new Date(Date.UTC(+year, month ? +month : 12, 0)).getUTCDate();
  if (+year < 1 || +month > 12 || month === "00" || day === "00" || +day > last) return null;
  return [`${year}-${month || "01"}-${day || "01"}`, `${year}-${month || "12"}-${day || last}`];
}

export function state(begun, ended, [first, last]) {
  const [begins, begunBy] = begun.split("/");
  const [ends, endedBy] = ended.split("/");
  if (begins > last || endedBy < first) return "no";
  return begunBy <= last && ends >= first ? "yes" : "possibly";
}

// The middle of what a date can mean, as foc_graph/pictures/dates.py has it.
function moment(date) {
  const [year, month, day] = date.split("-").map(Number);
  if (!month) return year + 0.5;
  return year + (Date.UTC(year, month - 1, day || 15) - Date.UTC(year, 0, 1)) / 86400000 / 366;
}

function line(svg, date) {
  const [from, to] = svg.dataset.years.split("/").map(Number);
  const x = `${Math.min(100, Math.max(0, (100 * (moment(date) - from)) / (to + 1 - from)))}%`;
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "line");
  const height = svg.getAttribute("height");
  for (const [name, value] of Object.entries({ class: "day", x1: x, x2: x, y1: 14, y2: height })) {
    mark.setAttribute(name, value);
  }
  svg.append(mark);
}

function listed(members) {
  const list = document.createElement("ul");
  list.className = "columns";
  for (const { name, href, offices } of members) {
    const item = list.appendChild(document.createElement("li"));
    const text = item.appendChild(document.createElement(href ? "a" : "span"));
    if (href) text.setAttribute("href", href);
    text.textContent = name;
    if (offices.length) {
      const badge = document.createElement("span");
      badge.className = "badge";
      badge.textContent = offices.join(", ");
      item.append(" ", badge);
    }
  }
  return list;
}

function inWords(date) {
  const [year, month, day] = date.split("-").map(Number);
  const options = { year: "numeric", timeZone: "UTC" };
  if (month) options.month = "long";
  if (day) options.day = "numeric";
  return new Intl.DateTimeFormat("en-GB", options).format(Date.UTC(year, (month || 1) - 1, day || 1));
}

function paragraph(...parts) {
  const found = document.createElement("p");
  found.append(...parts.map((part) => {
    if (typeof part === "string") return part;
    const strong = document.createElement("strong");
    strong.textContent = part;
    return strong;
  }));
  return found;
}

function show(section, date, days) {
  const svg = section.querySelector("svg.fluid");
  const groups = { yes: [], possibly: [] };
  const rows = [...svg.querySelectorAll(".member")];
  const plain = rows.some((row) => row.querySelector(".interval:not(.term)"));
  svg.classList.add("dated");
  line(svg, date);
  for (const row of rows) {
    const held = [...row.querySelectorAll(".interval")].map((bar) => {
      const found = state(bar.dataset.begun, bar.dataset.ended, days);
      bar.classList.add(found);
      return { found, role: bar.dataset.role, term: bar.classList.contains("term") };
    });
    const counts = (want) => held.some(({ found, term }) => found === want && (!term || !plain));
    const place = ["yes", "possibly"].find(counts);
    const label = row.querySelector("text");
    label.classList.toggle("off", !held.some(({ found }) => found !== "no"));
    if (!place) continue;
    const having = (want) => held.filter(({ found, role }) => role && want(found)).map(({ role }) => role);
    const sure = new Set(having((found) => found === "yes"));
    const unsure = new Set(having((found) => found === "possibly").filter((role) => !sure.has(role)));
    const offices = [...sure, ...[...unsure].map((role) => `possibly ${role}`)].sort();
    const name = label.textContent;
    groups[place].push({ name, href: row.getAttribute("href"), offices });
  }
  for (const group of Object.values(groups)) group.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const { yes, possibly } = groups;
  const more = possibly.length ? [", ", possibly.length, " more possibly."] : ["."];
  const then = section.querySelector(".then");
  then.append(paragraph(yes.length, ` ${date.length === 10 ? "on" : "in"} ${inWords(date)}`, ...more));
  if (yes.length) then.append(listed(yes));
  if (possibly.length) {
    then.append(paragraph("Possibly, for the sources do not give the day or differ:"), listed(possibly));
  }
}

function start() {
  const asked = (new URLSearchParams(location.search).get("on") || "").trim();
  const input = document.getElementById("on");
  if (!asked || input.value) return; // nothing asked, or the server has answered
  input.value = asked;
  const days = bounds(asked);
  if (days) {
    for (const section of document.querySelectorAll("section.members")) show(section, asked, days);
    return;
  }
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  notice.textContent = `“${asked}” is no date. Write a day, a month or a year: 2014-04-28, 2014-04 or 2014.`;
  input.form.after(notice);
}

if (typeof document !== "undefined") start();
