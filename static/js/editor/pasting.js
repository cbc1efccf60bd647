// What is pasted from Word, Excel or a page of the web, before the text takes it: lists are lists, every cell
// stands under its own heading, open changes are as if accepted, and what a section cannot hold is named.
import { SAFE_HREF } from "./extensions.js";
import { LIMITS } from "./limits.js";

const BLOCKS = new Set(["P", "DIV", "LI", "UL", "OL", "BLOCKQUOTE", "PRE", "H1", "H2", "H3", "H4", "H5", "H6", "TR", "TABLE", "TBODY"]);
const WORD_ITEM = /mso-list:\s*(l\d+\s+level(\d+)(?:\s+lfo\d+)?)/i;
const WORD_MARKER = /mso-list:\s*ignore/i;
// 1. 1) (1) 1.2. a) iv. – and no bullet, of which one is the letter o.
const NUMBER = /^\(?(?:\d+[.)])*(?:(\d+)|([a-z]+))[.)]$/i;
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
const [, MOST_SPAN] = LIMITS.attrs.tableCell.colspan;
const [, MOST_START] = LIMITS.attrs.orderedList.start;

const styleOf = (element) => element.getAttribute("style") || "";
const all = (root, selector) => [...root.querySelectorAll(selector)];
const styled = (root, pattern) => all(root, "[style]").filter((element) => pattern.test(styleOf(element)));
const isBlank = (node) => node.nodeType === Node.COMMENT_NODE || (node.nodeType === Node.TEXT_NODE && !node.data.trim());
const unwrap = (element) => element.replaceWith(...element.childNodes);
const many = (number, one, more) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : more}`;

// The fragment as the text can hold it, and a sentence for each thing that did not come along.
export function tidied(pasted) {
  // What was copied here is whole already, and says by itself where it belongs.
  if (pasted.includes("data-pm-slice")) return { html: pasted, told: [] };
  const { body } = new DOMParser().parseFromString(pasted, "text/html");
  const told = [...withoutComments(body), ...withChangesAccepted(body), ...withoutUnseen(body), ...plainer(body)];
  for (const table of all(body, "table table").reverse()) asLines(table);
  for (const cell of all(body, "td, th")) oneParagraph(cell);
  for (const table of all(body, "table")) soundTable(table);
  told.push(...wordLists(body));
  soundLists(body);
  return { html: body.innerHTML, told };
}

function withoutComments(body) {
  const lists = styled(body, /mso-element:\s*comment-list/i);
  const anchors = all(body, 'a.msocomanchor, a[href*="#_msocom_"], a[id^="cmnt_ref"]').filter(
    (anchor) => !lists.some((list) => list.contains(anchor)),
  );
  for (const anchor of anchors) anchor.remove();
  // Google's documents put what a comment says below, in a box that begins with its letter.
  for (const note of all(body, 'a[id^="cmnt"]')) {
    const words = note.closest("p") || note;
    const box = words.parentElement;
    const isItsOwn = box.tagName === "DIV" && box.textContent.trim().startsWith(note.textContent.trim());
    (isItsOwn ? box : words).remove();
  }
  for (const rest of [...lists, ...all(body, ".MsoCommentReference, .msocomoff")]) rest.remove();
  return anchors.length ? [`${many(anchors.length, "comment was", "comments were")} left out.`] : [];
}

// Word sends what was deleted beside what stands in its place.
function withChangesAccepted(body) {
  const gone = all(body, "del, .msoDel");
  for (const element of gone) element.remove();
  for (const element of all(body, "ins, .msoIns")) unwrap(element);
  return gone.length ? ["Words that were marked as deleted were left out."] : [];
}

function withoutUnseen(body) {
  const hidden = styled(body, /(^|;)\s*display:\s*none|mso-hide:\s*all/i).filter((element) => element.tagName !== "COL");
  const told = hidden.some((element) => element.textContent.trim()) ? ["Hidden words were left out."] : [];
  for (const element of hidden) {
    if (element.tagName === "TR" && element.closest("table")) dropRow(element);
    else element.remove();
  }
  return told;
}

function plainer(body) {
  const told = [];
  const pictures = all(body, "img, svg, video, iframe, object, canvas");
  for (const picture of pictures) picture.remove();
  if (pictures.length) told.push(`${many(pictures.length, "picture was", "pictures were")} left out.`);
  if (all(body, "s, strike").length || styled(body, /line-through/i).length) {
    told.push("Words that were crossed out are plain words here.");
  }
  const links = all(body, "a[href]").filter((link) => !SAFE_HREF.test(link.getAttribute("href")));
  const away = links.filter((link) => !link.getAttribute("href").startsWith("#"));
  for (const link of links) unwrap(link);
  if (away.length) told.push(`${many(away.length, "link leads", "links lead")} to no page of the web and became plain words.`);
  return told;
}

// --- tables ---

function asLines(table) {
  const lines = [...table.rows].map((row) => {
    const line = document.createElement("p");
    line.textContent = [...row.cells].map((cell) => cell.textContent.trim()).join(" ");
    return line;
  });
  table.replaceWith(...lines);
}

// A cell holds one paragraph: what stood below each other stands in lines of it.
function oneParagraph(cell) {
  for (const marker of styled(cell, WORD_MARKER)) marker.textContent = `${markerOf(marker)} `;
  if (!all(cell, "*").some((element) => BLOCKS.has(element.tagName))) return;
  const line = document.createElement("p");
  for (const nodes of linesOf(cell)) {
    if (line.hasChildNodes()) line.append(document.createElement("br"));
    line.append(...nodes);
  }
  cell.replaceChildren(line);
}

function linesOf(element) {
  const lines = [[]];
  for (const node of [...element.childNodes]) {
    if (!BLOCKS.has(node.tagName)) {
      lines.at(-1).push(node);
      continue;
    }
    const inside = linesOf(node);
    if (node.tagName === "LI" && inside.length) inside[0].unshift(`${markerInList(node)} `);
    lines.push(...inside, []);
  }
  return lines.filter((nodes) => nodes.some((node) => typeof node === "string" || !isBlank(node)));
}

function markerInList(item) {
  const list = item.parentElement;
  if (list?.tagName !== "OL") return "•";
  return `${list.start + [...list.children].filter((each) => each.tagName === "LI").indexOf(item)}.`;
}

const spanOf = (cell, name, most) => {
  const given = Number.parseInt(cell.getAttribute(name) ?? "1", 10);
  // Nought rows means all that are left.
  const wanted = name === "rowspan" && given === 0 ? most : given || 1;
  return Math.max(1, Math.min(wanted, most, MOST_SPAN));
};

function setSpan(cell, name, span) {
  if (span > 1) cell.setAttribute(name, span);
  else cell.removeAttribute(name);
}

// Where each cell begins, and how far it goes.
function placesOf(table) {
  const rows = [...table.rows];
  const taken = rows.map(() => []);
  const places = [];
  rows.forEach((row, top) => {
    let left = 0;
    for (const cell of row.cells) {
      while (taken[top][left]) left += 1;
      const columns = spanOf(cell, "colspan", MOST_SPAN);
      const deep = spanOf(cell, "rowspan", rows.length - top);
      for (let down = top; down < top + deep; down += 1) {
        for (let right = left; right < left + columns; right += 1) taken[down][right] = true;
      }
      places.push({ cell, top, left, columns, rows: deep });
    }
  });
  return places;
}

function dropRow(row) {
  const table = row.closest("table");
  const at = [...table.rows].indexOf(row);
  const next = table.rows[at + 1];
  for (const place of placesOf(table)) {
    if (place.rows < 2 || place.top > at || place.top + place.rows <= at) continue;
    setSpan(place.cell, "rowspan", place.rows - 1);
    // What it says still stands in the rows below.
    if (place.top === at && next) next.prepend(place.cell);
  }
  row.remove();
}

// Spans end within their table, no row is without a cell of its own, and no column without one either.
function soundTable(table) {
  for (const cell of all(table, "thead td")) {
    const head = document.createElement("th");
    for (const { name, value } of cell.attributes) head.setAttribute(name, value);
    head.append(...cell.childNodes);
    cell.replaceWith(head);
  }
  for (const row of [...table.rows].reverse()) if (!row.cells.length) dropRow(row);
  const places = placesOf(table);
  const begun = new Set(places.map((place) => place.left));
  for (const { cell, left, columns, rows } of places) {
    let used = 0;
    for (let column = left; column < left + columns; column += 1) used += begun.has(column);
    setSpan(cell, "colspan", used);
    setSpan(cell, "rowspan", rows);
  }
}

// --- lists ---

const markerOf = (marker) => marker.textContent.replaceAll("\u00a0", " ").trim().replace(/^[·§]$/, "•");

// The number that a marker stands for; nothing for a bullet.
function numberOf(marker) {
  const [, digits, letters] = NUMBER.exec(marker) || [];
  if (digits) return Number(digits);
  if (!letters) return null;
  const name = letters.toLowerCase();
  if (name.length === 1 && !"ivx".includes(name)) return name.charCodeAt(0) - 96;
  const values = [...name].map((letter) => ROMAN[letter] || 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] || 0) ? -value : value), 0) || 1;
}

function newList(number) {
  const list = document.createElement(number === null ? "ul" : "ol");
  if (number !== null && number !== 1) list.setAttribute("start", Math.min(number, MOST_START));
  return list;
}

// Word sends the items of a list as paragraphs that begin with their numbers.
function wordLists(body) {
  const items = all(body, "p, div").filter((element) => WORD_ITEM.test(styleOf(element)) && !element.closest("td, th, li"));
  let open = [];
  let last = null;
  let isLettered = all(body, 'ol[type]:not([type="1"])').length > 0 || styled(body, /list-style-type:\s*(lower|upper)-/i).length > 0;
  for (const item of items) {
    const [, key, depth] = WORD_ITEM.exec(styleOf(item));
    const level = Number(depth);
    const marker = styled(item, WORD_MARKER)[0];
    const written = marker ? markerOf(marker) : "";
    const number = numberOf(written);
    marker?.remove();
    isLettered ||= number !== null && !/\d/.test(written);
    if (!open.length || !follows(item, last)) open = [];
    open = open.filter((list) => list.level < level || (list.level === level && list.key === key && list.isNumbered === (number !== null)));
    if (open.at(-1)?.level !== level) {
      const list = newList(number);
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else item.before(list);
      open.push({ level, key, list, isNumbered: number !== null });
    }
    const entry = document.createElement("li");
    const words = document.createElement("p");
    words.append(...item.childNodes);
    entry.append(words);
    open.at(-1).list.append(entry);
    last = open[0].list;
    item.remove();
  }
  return isLettered ? ["Lists with letters or Roman numbers count 1, 2, 3 here."] : [];
}

function follows(item, list) {
  let before = item.previousSibling;
  while (before && isBlank(before)) before = before.previousSibling;
  return before === list;
}

// A list stands in an item, an item in a list, and an item has one paragraph before its lists.
function soundLists(body) {
  for (const wrapper of all(body, "div.ListContainerWrapper")) unwrap(wrapper);
  for (const list of all(body, "ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") before.append(list);
  }
  for (const list of all(body, "ol[start]")) {
    const before = list.previousElementSibling;
    const isNext = before?.tagName === "OL" && list.start === before.start + before.children.length;
    if (isNext && follows(list, before)) {
      before.append(...list.children);
      list.remove();
    }
  }
  for (const item of all(body, "li")) {
    const lists = [...item.children].filter((each) => ["UL", "OL"].includes(each.tagName));
    for (const list of lists) list.remove();
    oneParagraph(item);
    item.append(...lists);
  }
}
