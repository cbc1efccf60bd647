// Pasting from Word, Excel and the web: what a text can hold keeps its shape, and what it cannot is named.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { doc, openPage, paragraph } from "./page.js";

openPage();
const { SectionEditor } = await import("../../static/js/editor/section_editor.js");
const { tidied } = await import("../../static/js/editor/pasting.js");

const UNSAVED = "Not saved yet. Save with the button below or Ctrl+S.";
let section;

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = `
    <form method="post"><label for="t">The text</label>
      <textarea id="t" name="text" data-editor data-section="5" data-version="3" data-document="d" data-figures="f"></textarea>
      <input type="hidden" name="document" value=""><button data-save>Save</button></form>
    <script type="application/json" id="d">${JSON.stringify(doc(paragraph("")))}</script>
    <script type="application/json" id="f">[]</script>`;
  section = new SectionEditor(document.getElementById("t"));
  section.start();
});

// The text after pasting, and what the line below it says beside that it is not saved.
function pasted(html) {
  section.editor.view.pasteHTML(html, new window.Event("paste"));
  return { text: section.editor.getHTML().replace(/ class="app-prose-table"| target="_blank" rel="[^"]*"/g, ""), told: toldOf() };
}
const toldOf = () => section.status.textContent.replace(UNSAVED, "").trim();
const table = (...rows) => `<table><tbody>${rows.map((cells) => `<tr>${cells}</tr>`).join("")}</tbody></table>`;
const cell = (words, more = "") => `<td${more}><p>${words}</p></td>`;

const item = (list, level, marker, words) =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:${list} level${level} lfo2'><![if !supportLists]><span style='mso-list:Ignore'>${marker}` +
  `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>${words}<o:p></o:p></p>\n`;

for (const [what, html, expected, told = ""] of [
  [
    "a numbered list of Word is one whose items keep the numbers that they begin with (case 35)",
    item("l1", 1, "1.", "23.9 per 1,000 residents were victims") + item("l1", 1, "2.", "3 in 10 told nobody"),
    "<ol><li><p>23.9 per 1,000 residents were victims</p></li><li><p>3 in 10 told nobody</p></li></ol>",
  ],
  [
    "a list of Word that goes on after other words goes on counting",
    `${item("l1", 1, "2.", "Two")}<p>Between</p>${item("l1", 1, "3)", "Three")}`,
    '<ol start="2"><li><p>Two</p></li></ol><p>Between</p><ol start="3"><li><p>Three</p></li></ol>',
  ],
  [
    "bullets, levels and a second list of Word stay apart",
    item("l1", 1, "·", "A") + item("l1", 2, "o", "A one") + item("l1", 3, "1.1.", "Deep") + item("l1", 2, "o", "A two") + item("l1", 1, "·", "B") + item("l0", 1, "1.", "Else"),
    "<ul><li><p>A</p><ul><li><p>A one</p><ol><li><p>Deep</p></li></ol></li><li><p>A two</p></li></ul></li><li><p>B</p></li></ul><ol><li><p>Else</p></li></ol>",
  ],
  [
    "letters and Roman numbers become numbers, and it is said",
    item("l1", 1, "c)", "C") + item("l1", 1, "d)", "D") + item("l2", 1, "iv.", "Four"),
    '<ol start="3"><li><p>C</p></li><li><p>D</p></li></ol><ol start="4"><li><p>Four</p></li></ol>',
    "Lists with letters or Roman numbers count 1, 2, 3 here.",
  ],
  [
    "items that Word on the web sends one by one are one list",
    '<div class="ListContainerWrapper"><ol start="1"><li><p>A</p></li></ol></div><div class="ListContainerWrapper"><ol start="2"><li><p>B</p></li></ol></div>',
    "<ol><li><p>A</p></li><li><p>B</p></li></ol>",
  ],
  [
    "a list beside its item and paragraphs within one are put where a text has them",
    "<ul><li>A</li><ul><li><p>One</p><p>more</p></li></ul></ul>",
    "<ul><li><p>A</p><ul><li><p>One<br>more</p></li></ul></li></ul>",
  ],
  [
    "a cell over two columns keeps the others under their headings (case 37)",
    "<html><body><table><!--StartFragment--><col width=64 span=3><tr><td>Ward</td><td>2024</td><td>2025</td></tr><tr><td colspan=2>Castle and Hill</td><td>-3.2%</td></tr><!--EndFragment--></table></body></html>",
    table(cell("Ward") + cell("2024") + cell("2025"), cell("Castle and Hill", ' colspan="2"') + cell("-3.2%")),
  ],
  [
    "a cell over two rows keeps the others under their headings (case 37)",
    "<table><tr><td>Ward</td><td>Offence</td><td>Count</td></tr><tr><td rowspan=2>Abbey</td><td>Burglary</td><td>4</td></tr><tr><td>Robbery</td><td>9</td></tr></table>",
    table(cell("Ward") + cell("Offence") + cell("Count"), cell("Abbey", ' rowspan="2"') + cell("Burglary") + cell("4"), cell("Robbery") + cell("9")),
  ],
  [
    "spans end with their table, and rows and columns without a cell of their own are none",
    "<table><tr><td colspan=4 rowspan=2>A</td><td rowspan=9>B</td></tr><tr></tr><tr><td colspan=3>C</td><td>D</td></tr></table>",
    table(cell("A", ' colspan="2"') + cell("B", ' rowspan="2"'), cell("C") + cell("D")),
  ],
  [
    "nought rows are all that are left",
    "<table><tr><td rowspan=0>A</td><td>B</td></tr><tr><td>C</td></tr></table>",
    table(cell("A", ' rowspan="2"') + cell("B"), cell("C")),
  ],
  [
    "a hidden row goes without moving what spans it",
    "<table><tr style='display:none'><td rowspan=2>A</td><td>secret</td></tr><tr><td>C</td></tr></table>",
    table(cell("A") + cell("C")),
    "Hidden words were left out.",
  ],
  [
    "what stands below each other in a cell stays in it, in lines",
    `<table><tr><td><p>A</p><p>B <b>bold</b></p><ul><li>x</li></ul><ol start=4><li>y</li></ol>${item("l1", 1, "1.", "z")}</td><td><table><tr><td>in</td><td>side</td></tr></table></td></tr></table>`,
    table(cell("A<br>B <strong>bold</strong><br>• x<br>4. y<br>1. z") + cell("in side")),
  ],
  [
    "the heading rows of a table are headings",
    "<table><thead><tr><td colspan=2>Both</td></tr></thead><tr><td>a</td><td>b</td></tr></table>",
    table('<th colspan="2"><p>Both</p></th>', cell("a") + cell("b")),
  ],
  [
    "only what is a link in a pasted table is one (case 39)",
    '<table class=MsoTableGrid><tr><td><p class=MsoNormal><a href="https://example.org/guide">Guide</a></p></td><td><p class=MsoNormal>Plain words</p></td></tr></table>',
    table(cell('<a href="https://example.org/guide">Guide</a>') + cell("Plain words")),
  ],
  [
    "open changes come as if accepted, and comments stay out",
    "<p>Crime <del>rose</del><ins>fell</ins> in <a style='mso-comment-reference:AB_1'>May</a><span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[AB1]</a></span>.</p>" +
      "<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><p><a class=msocomanchor href='#_msocom_1'>[AB1]</a>Really?</p></div></div>",
    "<p>Crime fell in May.</p>",
    "1 comment was left out. Words that were marked as deleted were left out.",
  ],
  [
    "comments of Google's documents stay out",
    '<p>Fell<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> x<sup>2<a href="#cmnt2" id="cmnt_ref2">[b]</a></sup></p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>Really?</p></div><div><p>After</p><p><a href="#cmnt_ref2" id="cmnt2">[b]</a>No.</p></div>',
    "<p>Fell x2</p><p>After</p>",
    "2 comments were left out.",
  ],
  [
    "what a text cannot hold is named: pictures, crossed out and hidden words, links to files",
    '<p>A<img src="x.png"><img src="y.png"> <s>b</s> <span style="mso-hide:all">c</span><a href="file:///C:/d.docx">d</a> <a href="#e">e</a></p>',
    "<p>A b d e</p>",
    "Hidden words were left out. 2 pictures were left out. Words that were crossed out are plain words here. 1 link leads to no page of the web and became plain words.",
  ],
  ["words without anything of this come as they are", "<h2>Head</h2><p>One <em>two</em></p>", "<h4>Head</h4><p>One <em>two</em></p>"],
]) {
  test(what, () => assert.deepEqual(pasted(html), { text: expected, told }));
}

test("what was left out is said until something else is pasted or the text is as it was saved", () => {
  pasted("<p>A<img></p>");
  assert.equal(toldOf(), "1 picture was left out.");

  section.editor.commands.insertContent("more");
  assert.equal(toldOf(), "1 picture was left out.");

  pasted("<p>B</p>");
  assert.equal(toldOf(), "");

  pasted("<p>A<img></p>");
  section.editor.commands.setContent(doc(paragraph("")), { emitUpdate: true });
  section.editor.commands.insertContent("typed");
  assert.equal(toldOf(), "");
});

test("what was copied in this editor is left as it is", () => {
  const own = '<p data-pm-slice="1 1 []">A <s>b</s></p>';

  assert.deepEqual(tidied(own), { html: own, told: [] });
});
