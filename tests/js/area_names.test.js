// Choosing areas by name while one types; without scripts the field holds one to a line.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { openPage } from "./page.js";

openPage();
// The part looks at its input every tenth of a second: that must not keep the tests running.
const wait = globalThis.setTimeout;
globalThis.setTimeout = (...what) => wait(...what).unref();
const { linesOf, matching, offerAreaNames } = await import("../../static/js/area_names.js");

const CHOICES = ["Fenland (E07000010)", "Enfield (E09000010)", "King's Lynn and West Norfolk (E07000146)", "Isle of Anglesey (W06000001)"];

beforeEach(() => {
  document.body.innerHTML = `<form method="post"><label for="id_areas">Areas</label>
    <textarea name="areas" id="id_areas" data-choices="area-choices">Fenland (E07000010)</textarea><button>Send</button></form>
    <script type="application/json" id="area-choices">${JSON.stringify(CHOICES)}</script>`;
  offerAreaNames(document);
});

const field = () => document.querySelector("textarea");
const shown = () => [...document.querySelectorAll(".app-chosen li")].map((each) => each.firstChild.textContent.trim());

test("what begins with the words typed comes first, then what only holds them", () => {
  assert.deepEqual(matching(CHOICES, "en"), ["Enfield (E09000010)", "Fenland (E07000010)"]);
  assert.deepEqual(matching(CHOICES, "kings lynn"), ["King's Lynn and West Norfolk (E07000146)"]);
  assert.deepEqual(matching(CHOICES, "w0600"), ["Isle of Anglesey (W06000001)"]);
  assert.deepEqual(matching(CHOICES, " "), []);
  assert.deepEqual(matching(Array.from({ length: 20 }, (_, at) => `Ash ${at}`), "ash").length, 8);
});

test("blank lines are no areas", () => {
  assert.deepEqual(linesOf(" Fenland \n\nHull\n"), ["Fenland", "Hull"]);
});

test("what is chosen stands above the field, which the label now names", () => {
  assert.deepEqual(shown(), ["Fenland (E07000010)"]);
  assert.equal(field().hidden, true);
  assert.equal(document.querySelector("#id_areas").tagName, "INPUT");
  assert.equal(document.querySelector("label").control, document.querySelector("#id_areas"));
});

test("an area is taken away by its button, and what is sent says so", () => {
  document.querySelector(".app-chosen button").click();

  assert.deepEqual(shown(), []);
  assert.equal(field().value, "");
  assert.match(document.querySelector("[role=status].govuk-visually-hidden").textContent, /./);
});

test("what was typed and not chosen goes along", () => {
  document.querySelector("#id_areas").value = "Enfield";
  document.querySelector("form").dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));

  assert.equal(field().value, "Fenland (E07000010)\nEnfield");
});
