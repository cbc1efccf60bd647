// One section being written: the editor in place of its textarea, with what is not yet saved looked after.
import { Editor } from "@tiptap/core";
import { Dropcursor, Gapcursor, UndoRedo } from "@tiptap/extensions";

import { readJson } from "./data.js";
import { TEXT_EXTENSIONS } from "./extensions.js";
import { markHalfFilled } from "../half_filled.js";
import { figureBlock, isFigureSelected, selectFirstWords } from "./figure_block.js";
import { LIMITS } from "./limits.js";
import { tidied } from "./pasting.js";
import { Toolbar } from "./toolbar.js";
import { KeptWords } from "./kept_words.js";
import { offerKeptWords } from "./offer.js";

export class SectionEditor {
  constructor(area) {
    this.area = area;
    this.form = area.form;
    this.figures = readJson(area.dataset.figures) || [];
    this.kept = new KeptWords(area.dataset.section, area.dataset.version);
    this.isSending = false;
    this.told = [];
  }

  start() {
    this.field = this.findField();
    const frame = this.buildFrame();
    this.editor = new Editor({
      element: frame.querySelector(".app-editor__page"),
      extensions: [...TEXT_EXTENSIONS, figureBlock(this.figures), UndoRedo, Dropcursor, Gapcursor],
      content: readJson(this.area.dataset.document) || { type: "doc", content: [{ type: "paragraph" }] },
      injectCSS: false,
      editorProps: { attributes: this.pageAttributes(), transformPastedHTML: (html) => this.pasted(html) },
      onUpdate: () => this.changed(),
    });
    // What a refused save brings back is not on the server, so leaving would lose it.
    this.saved = "unsaved" in this.area.dataset ? "" : this.written();
    this.toolbar = new Toolbar(this.editor, this.figures, this.area.dataset.label || "Text");
    frame.prepend(this.toolbar.element);
    this.area.after(frame);
    this.area.hidden = true;
    // The label pointed at the textarea, which is gone from sight.
    this.label()?.addEventListener("click", () => this.enter());
    this.field.value = this.written();
    if (isFigureSelected(this.editor.state)) selectFirstWords(this.editor.view);
    this.guard();
    offerKeptWords(this);
  }

  // To the words: a figure that was selected by a click is left, not written over.
  enter() {
    if (isFigureSelected(this.editor.state)) selectFirstWords(this.editor.view);
    this.editor.view.focus();
  }

  findField() {
    const existing = this.form.querySelector('input[name="document"]');
    if (existing) return existing;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "document" });
    this.area.after(field);
    return field;
  }

  label() {
    return document.querySelector(`label[for="${this.area.id}"]`);
  }

  buildFrame() {
    const frame = document.createElement("div");
    frame.className = "app-editor";
    const page = document.createElement("div");
    page.className = "app-editor__page";
    frame.append(page);
    this.status = document.createElement("p");
    this.status.className = "app-editor__status";
    this.status.setAttribute("role", "status");
    frame.append(this.status);
    return frame;
  }

  pageAttributes() {
    const label = this.label();
    if (label && !label.id) label.id = `${this.area.id}-label`;
    const described = this.area.getAttribute("aria-describedby");
    return {
      class: "app-editor__words app-prose",
      role: "textbox",
      "aria-multiline": "true",
      ...(label ? { "aria-labelledby": label.id } : { "aria-label": this.area.dataset.label || "Text" }),
      ...(described ? { "aria-describedby": described } : {}),
      ...(this.area.classList.contains("govuk-input--error") ? { "aria-invalid": "true" } : {}),
    };
  }

  written() {
    return JSON.stringify(this.editor.getJSON());
  }

  get isUnsaved() {
    return this.written() !== this.saved;
  }

  changed() {
    const words = this.written();
    this.field.value = words;
    markHalfFilled(this.form, words !== this.saved);
    if (words === this.saved) {
      this.kept.drop();
      this.told = [];
      this.status.textContent = "";
    } else {
      this.kept.keep(words);
      const saving = this.tooLong() || "Not saved yet. Save with the button below or Ctrl+S.";
      this.status.textContent = [saving, ...this.told].join(" ");
    }
  }

  // What could not come along is said beside the text until it is saved.
  pasted(given) {
    const { html, told } = tidied(given);
    this.told = told;
    return html;
  }

  // Said while there is still time to do something about it.
  tooLong() {
    const { characters } = LIMITS.document;
    const over = this.editor.state.doc.textContent.length - characters;
    if (over <= 0) return "";
    const count = (number) => number.toLocaleString("en-GB");
    return `The text is ${count(over)} characters longer than the ${count(characters)} that fit: it cannot be saved like this.`;
  }

  show(words) {
    this.editor.commands.setContent(JSON.parse(words));
    this.changed();
    this.editor.commands.focus("start");
  }

  guard() {
    this.form.addEventListener("submit", () => {
      this.field.value = this.written();
      this.kept.send();
      this.isSending = true;
    });
    // A page that comes back from the browser's memory is being written again.
    window.addEventListener("pageshow", () => {
      this.isSending = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.isSending || !this.isUnsaved) return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      this.form.requestSubmit(this.form.querySelector("[data-save]"));
    });
  }
}
