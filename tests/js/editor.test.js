// Writing a section: figures are never written over, words are looked after, the toolbar and its questions.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { doc, figure, openPage, paragraph, press } from "./page.js";

openPage();
const { SectionEditor } = await import("../../static/js/editor/section_editor.js");
const { KeptWords } = await import("../../static/js/editor/kept_words.js");
const { completedHref } = await import("../../static/js/editor/dialogs.js");
const { LIMITS } = await import("../../static/js/editor/limits.js");
const { stepOutOfFigure } = await import("../../static/js/editor/figure_block.js");

const CHOICES = [{ evidence: "7", headline: "Offences fell", picture: "/evidence/7.svg" }];
const KEY = "section-words:5:3";

function write(content, { unsaved = false } = {}) {
  document.body.innerHTML = `
    <form method="post" id="section-text"><label for="t">The text</label>
      <textarea id="t" name="text" data-editor data-section="5" data-version="3" data-label="Victims"
        data-document="d" data-figures="f" ${unsaved ? "data-unsaved" : ""}></textarea>
      <input type="hidden" name="document" value=""><button data-save>Save</button></form>
    <script type="application/json" id="d">${JSON.stringify(content)}</script>
    <script type="application/json" id="f">${JSON.stringify(CHOICES)}</script>`;
  const section = new SectionEditor(document.getElementById("t"));
  section.start();
  return section;
}

const type = ({ editor }, words) => {
  const { from, to } = editor.state.selection;
  const isHandled = editor.view.someProp("handleTextInput", (handle) => handle(editor.view, from, to, words));
  if (!isHandled) editor.view.dispatch(editor.state.tr.insertText(words));
};
const says = ({ editor }) =>
  editor.getJSON().content.map((block) => (block.type === "figure" ? `[${block.attrs.evidence}]` : block.content?.[0]?.text || ""));
const button = (name) => document.querySelector(`.app-editor__toolbar [aria-label="${name}"]`);

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = "";
});

test("typing after a click on the label keeps the figure that the text begins with", () => {
  const section = write(doc(figure("7"), paragraph("Words")));
  section.editor.commands.setNodeSelection(0);

  document.querySelector("label").click();
  type(section, "H");

  assert.deepEqual(says(section), ["[7]", "HWords"]);
});

test("a text that begins with a figure opens with the caret in its words", () => {
  const section = write(doc(figure("7"), paragraph("Words")));

  type(section, "H");

  assert.deepEqual(says(section), ["[7]", "HWords"]);
});

test("typing with a figure selected writes after it", () => {
  const section = write(doc(paragraph("A"), figure("7"), figure("8")));
  section.editor.commands.setNodeSelection(3);

  type(section, "H");
  type(section, "i");

  assert.deepEqual(says(section), ["A", "[7]", "Hi", "[8]"]);
});

test("a text of figures alone takes what is typed", () => {
  const section = write(doc(figure("7")));

  document.querySelector("label").click();
  type(section, "H");

  assert.deepEqual(says(section), ["[7]", "H"]);
});

test("pasting with a figure selected keeps the figure", () => {
  const section = write(doc(figure("7"), paragraph("Words")));
  section.editor.commands.setNodeSelection(0);

  assert.equal(stepOutOfFigure(section.editor.view), true);
  section.editor.commands.insertContent("Pasted ");

  assert.deepEqual(says(section), ["[7]", "Pasted Words"]);
});

for (const [key, at] of [["Backspace", 5], ["Delete", 2]]) {
  test(`${key} beside a figure selects it first and takes it out at the second press`, () => {
    const section = write(doc(paragraph("A"), figure("7"), paragraph("B")));
    section.editor.commands.setTextSelection(at);

    press(section.editor.view.dom, key);
    assert.deepEqual(says(section), ["A", "[7]", "B"]);
    assert.equal(section.editor.state.selection.node?.type.name, "figure");
    assert.ok(document.querySelector(".app-editor__figure.ProseMirror-selectednode"));

    press(section.editor.view.dom, key);
    assert.deepEqual(says(section), ["A", "B"]);
  });
}

test("Backspace in the middle of words is left to the words", () => {
  const section = write(doc(figure("7"), paragraph("AB")));
  section.editor.commands.setTextSelection(3);

  press(section.editor.view.dom, "Backspace");

  assert.equal(section.editor.state.selection.node, undefined);
});

test("a figure shows its headline, and says so when it is no longer among the evidence", () => {
  write(doc(figure("7"), figure("8"), paragraph()));

  const said = [...document.querySelectorAll(".app-editor__figure")].map((card) => card.textContent);
  assert.deepEqual(said, ["Offences fell", "Figure 8 is no longer among the evidence"]);
});

test("what is typed goes into the form and into this browser until it is saved", () => {
  const section = write(doc(paragraph("A")));

  type(section, "B");

  const written = JSON.stringify(section.editor.getJSON());
  assert.equal(document.querySelector("[name=document]").value, written);
  assert.equal(JSON.parse(localStorage.getItem(KEY)).words, written);
  assert.equal("halfFilled" in section.form.dataset, true);
  assert.match(section.status.textContent, /Not saved yet/);

  section.editor.commands.undo();
  assert.equal(localStorage.getItem(KEY), null);
  assert.equal("halfFilled" in section.form.dataset, false);
});

test("words that were never saved are offered, and come back at a press", () => {
  localStorage.setItem(KEY, JSON.stringify({ words: JSON.stringify(doc(paragraph("Lost"))), at: Date.now() }));
  const section = write(doc(paragraph("Saved")));

  const offer = document.querySelector(".app-editor__offer");
  assert.match(offer.textContent, /never saved/);
  offer.querySelector("button").click();

  assert.deepEqual(says(section), ["Lost"]);
  assert.equal(document.querySelector(".app-editor__offer"), null);
});

test("words that were sent and arrived are forgotten; those of a lost save are not", () => {
  const at = Date.now();
  localStorage.setItem("section-words:5:2", JSON.stringify({ words: "arrived", at, sent: true }));
  localStorage.setItem("section-words:5:1", JSON.stringify({ words: "other", at }));
  localStorage.setItem("section-words:6:1", JSON.stringify({ words: "elsewhere", at }));

  const kept = new KeptWords("5", "3");
  kept.settle("saved");

  assert.deepEqual(Object.keys(localStorage).sort(), ["section-words:5:1", "section-words:6:1"]);
  assert.equal(kept.found("saved").words, "other");
});

test("words older than four weeks are forgotten, not those of yesterday", () => {
  const day = 24 * 60 * 60 * 1000;
  localStorage.setItem("section-words:5:1", JSON.stringify({ words: "old", at: Date.now() - 29 * day }));
  localStorage.setItem("section-words:5:2", JSON.stringify({ words: "new", at: Date.now() - 27 * day }));

  assert.equal(new KeptWords("5", "3").found("").words, "new");
  assert.equal(localStorage.length, 1);
});

test("a browser that keeps nothing does not stop the writing", () => {
  localStorage.setItem(KEY, "{broken");

  assert.deepEqual(says(write(doc(paragraph("A")))), ["A"]);
});

test("a text that is too long says by how much while it is written", () => {
  const section = write(doc(paragraph("x".repeat(LIMITS.document.characters))));
  section.editor.commands.focus("end");

  type(section, "yz");

  assert.match(section.status.textContent, /2 characters longer than the 300,000 that fit/);
});

test("the toolbar is one stop of the Tab key, with arrows within", () => {
  write(doc(paragraph("A")));

  const stops = () => [...document.querySelectorAll(".app-editor__button")].filter((each) => each.tabIndex === 0);
  assert.deepEqual(stops().map((each) => each.title), ["Heading"]);
  stops()[0].focus();
  press(document.activeElement, "ArrowRight");
  assert.deepEqual(stops().map((each) => each.title), ["Subheading"]);
  press(document.activeElement, "End");
  assert.deepEqual(stops().map((each) => each.title), ["Redo"]);
  press(document.activeElement, "ArrowRight");
  assert.deepEqual(stops().map((each) => each.title), ["Heading"]);
});

test("a button of the toolbar formats, and says so", () => {
  const section = write(doc(paragraph("A")));

  button("Heading").click();

  assert.equal(section.editor.getJSON().content[0].type, "heading");
  assert.equal(button("Heading").getAttribute("aria-pressed"), "true");
});

test("a table brings its own buttons, and none inside itself", () => {
  const section = write(doc(paragraph("A")));
  const group = document.querySelector('[role=group][aria-label="Table"]');
  assert.equal(group.hidden, true);

  button("Insert a table").click();
  const rows = () => section.editor.getJSON().content.find((block) => block.type === "table")?.content.map((row) => row.content.length);
  assert.deepEqual(rows(), [3, 3, 3]);
  assert.equal(group.hidden, false);
  assert.equal(button("Insert a table").getAttribute("aria-disabled"), "true");

  button("Add row").click();
  button("Add column").click();
  assert.deepEqual(rows(), [4, 4, 4, 4]);
  button("Delete row").click();
  button("Delete column").click();
  assert.deepEqual(rows(), [3, 3, 3]);
  button("Delete table").click();
  assert.equal(rows(), undefined);
});

test("a figure chosen in the dialog goes between blocks, never into a table", () => {
  const section = write(doc(paragraph("A"), paragraph("B")));
  section.editor.commands.setTextSelection(2);

  button("Insert a figure").click();
  document.querySelector(".app-dialog__figure").click();

  assert.deepEqual(says(section), ["A", "[7]", "B"]);
  assert.equal(document.querySelector("dialog"), null);
});

test("a link is asked for, refused in words, completed", () => {
  const section = write(doc(paragraph("Words")));
  section.editor.commands.setTextSelection({ from: 1, to: 6 });

  button("Link").click();
  const input = document.getElementById("editor-href");
  input.value = "javascript:alert(1)";
  press(input, "Enter");
  assert.equal(document.getElementById("editor-href-error").hidden, false);
  input.value = "www.example.org";
  press(input, "Enter");

  assert.equal(
    JSON.stringify(section.editor.getJSON().content[0].content[0].marks),
    '[{"type":"link","attrs":{"href":"https://www.example.org"}}]',
  );
});

test("an address is completed where that is plain, and refused where it is not", () => {
  const given = ["https://a.uk/", " a@b.uk ", "www.a.uk/b", "javascript:alert(1)", "data:x", "words only", ""];

  assert.deepEqual(given.map(completedHref), ["https://a.uk/", "mailto:a@b.uk", "https://www.a.uk/b", null, null, null, null]);
});
