// Areas are chosen by name while one types; the field itself, one area to a line, works without.
import accessibleAutocomplete from "accessible-autocomplete";

const MOST_SHOWN = 8;
const HELP = "While you type, areas are offered: move through them with the up and down arrows and choose one with Enter.";

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’.]/g, "").toLowerCase();

// What begins with the words typed stands before what only holds them.
export function matching(choices, typed) {
  const wanted = plain(typed).trim();
  if (!wanted) return [];
  const held = choices.filter((each) => plain(each).includes(wanted));
  const begins = held.filter((each) => plain(each).startsWith(wanted));
  return [...new Set([...begins, ...held])].slice(0, MOST_SHOWN);
}

export const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function removeButton(line, take) {
  const button = document.createElement("button");
  const what = document.createElement("span");
  button.type = "button";
  button.className = "app-link-button";
  button.textContent = "Remove";
  what.className = "govuk-visually-hidden";
  what.textContent = ` ${line}`;
  button.append(what);
  button.addEventListener("click", () => take(line));
  return button;
}

function item(line, take) {
  const entry = document.createElement("li");
  entry.append(`${line} `, removeButton(line, take));
  return entry;
}

// The hint and what is wrong, which the field's own description would say.
function described(field) {
  const ids = (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.textContent.trim() || "").join(" ");
}

function enhance(field) {
  const choices = JSON.parse(document.getElementById(field.dataset.choices).textContent);
  const id = field.id;
  const chosen = document.createElement("ul");
  const news = document.createElement("p");
  const search = document.createElement("div");
  chosen.className = "app-chosen";
  news.className = "govuk-visually-hidden";
  news.setAttribute("role", "status");
  field.id = `${id}-lines`;
  field.hidden = true;
  field.before(chosen, search, news);

  const input = () => search.querySelector("input");
  const write = (lines, said) => {
    field.value = lines.join("\n");
    chosen.replaceChildren(...lines.map((line) => item(line, take)));
    chosen.hidden = !lines.length;
    news.textContent = said;
  };
  const take = (line) => {
    write(linesOf(field.value).filter((each) => each !== line), `${line} is removed.`);
    input().focus();
  };
  const add = (line) => write([...new Set([...linesOf(field.value), line])], `${line} is chosen.`);
  const label = document.querySelector(`label[for="${id}"]`);
  if (label) label.id = `${id}-label`;
  accessibleAutocomplete({
    element: search,
    id,
    name: "",
    source: (typed, show) => show(matching(choices, typed)),
    menuAttributes: { "aria-labelledby": `${id}-label` },
    displayMenu: "overlay",
    confirmOnBlur: false,
    tAssistiveHint: () => `${described(field)} ${HELP}`,
    tNoResults: () => "No local authority of that name",
    onConfirm: (line) => {
      if (!line) return;
      add(line);
      // The part writes the line into its input after this; it follows what the input holds.
      setTimeout(() => (input().value = ""));
    },
  });
  write(linesOf(field.value), "");
  // What was typed and not chosen goes along: the site understands it, or says why it cannot.
  field.form.addEventListener("submit", () => {
    const typed = input().value.trim();
    if (typed) add(typed);
  });
}

export function offerAreaNames(page) {
  page.querySelectorAll("textarea[data-choices]").forEach(enhance);
}
