// The editor's toolbar: one stop for the Tab key, arrows within, every button with its name and state.
import { askForFigure, askForLink } from "./dialogs.js";

const ICONS = {
  bold: '<path d="M6 4h6.5a3.8 3.8 0 0 1 2.3 6.9A4 4 0 0 1 13.2 19H6zM9 6.8v3.4h3a1.7 1.7 0 0 0 0-3.4zm0 6v3.4h3.7a1.7 1.7 0 0 0 0-3.4z"/>',
  italic: '<path d="M10 4h8v2.4h-2.9l-3.2 10.2H15V19H6v-2.4h3.1l3.2-10.2H10z"/>',
  bullets: '<path d="M4 5h3v3H4zm0 5.5h3v3H4zM4 16h3v3H4zM9.5 5.5H20v2H9.5zm0 5.5H20v2H9.5zm0 5.5H20v2H9.5z"/>',
  numbers: '<path d="M4.2 4h1.9v5H4.6V5.6l-.9.2V4.5zM3.5 15.5c.2-1 .9-1.6 1.9-1.6 1.1 0 1.8.6 1.8 1.5 0 .8-.5 1.3-1.5 2.3h1.5V19H3.4v-1l1.6-1.6c.5-.5.7-.7.7-1 0-.2-.2-.4-.4-.4-.3 0-.5.2-.6.6zM9.5 5.5H20v2H9.5zm0 5.5H20v2H9.5zm0 5.5H20v2H9.5z"/>',
  quote: '<path d="M4 12c0-4 1.6-6.5 5-7.5l.7 1.8c-1.6.6-2.5 1.7-2.7 3.2H10V18H4zm10 0c0-4 1.6-6.5 5-7.5l.7 1.8c-1.6.6-2.5 1.7-2.7 3.2h3V18h-6z"/>',
  undo: '<path d="M9 5 3.5 10 9 15v-3.5h5a3 3 0 0 1 0 6h-4V20h4a5.5 5.5 0 0 0 0-11H9z"/>',
  redo: '<path d="m15 5 5.5 5-5.5 5v-3.5h-5a3 3 0 0 0 0 6h4V20h-4a5.5 5.5 0 0 1 0-11h5z"/>',
};

const ITEMS = [
  { name: "Heading", face: "Heading", active: ["heading", { level: 1 }], run: (chain) => chain.toggleHeading({ level: 1 }) },
  { name: "Subheading", face: "Subheading", active: ["heading", { level: 2 }], run: (chain) => chain.toggleHeading({ level: 2 }) },
  { divider: true },
  { name: "Bold", icon: "bold", keys: "Control+B", active: ["bold"], run: (chain) => chain.toggleBold() },
  { name: "Italic", icon: "italic", keys: "Control+I", active: ["italic"], run: (chain) => chain.toggleItalic() },
  { name: "Link", face: "Link", active: ["link"], ask: "link" },
  { divider: true },
  { name: "Bulleted list", icon: "bullets", active: ["bulletList"], run: (chain) => chain.toggleBulletList() },
  { name: "Numbered list", icon: "numbers", active: ["orderedList"], run: (chain) => chain.toggleOrderedList() },
  { name: "Quotation", icon: "quote", active: ["blockquote"], run: (chain) => chain.toggleBlockquote() },
  { divider: true },
  { name: "Insert a table", face: "Table", run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), outsideTable: true },
  { name: "Insert a figure", face: "Figure", ask: "figure" },
  { divider: true },
  { name: "Undo", icon: "undo", keys: "Control+Z", run: (chain) => chain.undo() },
  { name: "Redo", icon: "redo", keys: "Control+Y", run: (chain) => chain.redo() },
];

const TABLE_ITEMS = [
  { name: "Add row", face: "Add row", run: (chain) => chain.addRowAfter() },
  { name: "Add column", face: "Add column", run: (chain) => chain.addColumnAfter() },
  { name: "Delete row", face: "Delete row", run: (chain) => chain.deleteRow() },
  { name: "Delete column", face: "Delete column", run: (chain) => chain.deleteColumn() },
  { name: "Heading row", face: "Heading row", run: (chain) => chain.toggleHeaderRow() },
  { name: "Delete table", face: "Delete table", run: (chain) => chain.deleteTable() },
];

function face(item) {
  if (!item.icon) return document.createTextNode(item.face);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.innerHTML = ICONS[item.icon];
  return svg;
}

export class Toolbar {
  constructor(editor, figures, label) {
    this.editor = editor;
    this.figures = figures;
    this.buttons = [];
    this.element = document.createElement("div");
    this.element.className = "app-editor__toolbar";
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", `Formatting: ${label}`);
    this.main = this.group(ITEMS);
    this.tableGroup = this.group(TABLE_ITEMS);
    this.tableGroup.setAttribute("role", "group");
    this.tableGroup.setAttribute("aria-label", "Table");
    this.element.append(this.main, this.tableGroup);
    this.element.addEventListener("keydown", (event) => this.move(event));
    // A press of the mouse leaves the caret in the text: not one key typed right after it is lost.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    editor.on("transaction", () => this.refresh());
    this.refresh();
    this.buttons[0].element.tabIndex = 0;
  }

  group(items) {
    const group = document.createElement("div");
    group.className = "app-editor__group";
    for (const item of items) {
      if (item.divider) {
        const divider = document.createElement("span");
        divider.className = "app-editor__divider";
        divider.setAttribute("aria-hidden", "true");
        group.append(divider);
        continue;
      }
      group.append(this.button(item));
    }
    return group;
  }

  button(item) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "app-editor__button";
    element.tabIndex = -1;
    element.title = item.name;
    element.setAttribute("aria-label", item.name);
    if (item.keys) element.setAttribute("aria-keyshortcuts", item.keys);
    element.append(face(item));
    element.addEventListener("click", () => this.press(item, element));
    this.buttons.push({ item, element });
    return element;
  }

  press(item, element) {
    if (element.getAttribute("aria-disabled") === "true") return;
    this.stopAt(element);
    if (item.ask === "link") this.askForLink();
    else if (item.ask === "figure") this.askForFigure();
    else {
      // At once: the editor's own focus command waits for the next frame, and keys go astray until then.
      this.editor.view.focus();
      item.run(this.editor.chain()).run();
    }
  }

  askForLink() {
    const { editor } = this;
    const present = editor.getAttributes("link").href || "";
    askForLink(present, {
      onChosen: (href) => {
        const chain = editor.chain().focus().extendMarkRange("link");
        if (editor.state.selection.empty && !present) {
          chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
        } else {
          chain.setLink({ href }).run();
        }
      },
      onRemoved: () => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
      onClosed: () => editor.view.focus(),
    });
  }

  askForFigure() {
    const { editor } = this;
    askForFigure(this.figures, {
      onChosen: (evidence) => {
        const at = editor.state.selection.$to;
        // Between blocks of the page, never inside a list or a table.
        const after = at.depth ? at.after(1) : at.pos;
        editor.chain().focus().insertContentAt(after, { type: "figure", attrs: { evidence, note: "" } }).run();
      },
      onClosed: () => editor.view.focus(),
    });
  }

  refresh() {
    const { editor } = this;
    const inTable = editor.isActive("table");
    this.tableGroup.hidden = !inTable;
    for (const { item, element } of this.buttons) {
      if (item.active) element.setAttribute("aria-pressed", String(editor.isActive(...item.active)));
      const can = this.can(item, inTable);
      if (can) element.removeAttribute("aria-disabled");
      else element.setAttribute("aria-disabled", "true");
    }
    const stop = this.buttons.find(({ element }) => element.tabIndex === 0);
    if (stop && !stop.element.offsetParent && this.tableGroup.contains(stop.element)) {
      this.stopAt(this.buttons[0].element);
    }
  }

  can(item, inTable) {
    const { editor } = this;
    if (item.outsideTable) return !inTable;
    // A figure that is selected as a whole has no words to link.
    if (item.ask === "link") return editor.state.selection.$from.parent.inlineContent;
    return item.ask === "figure" || item.run(editor.can().chain()).run();
  }

  stopAt(element) {
    for (const each of this.buttons) each.element.tabIndex = each.element === element ? 0 : -1;
  }

  move(event) {
    const seen = this.buttons.map(({ element }) => element).filter((element) => element.offsetParent);
    const at = seen.indexOf(document.activeElement);
    const to = {
      ArrowRight: (at + 1) % seen.length,
      ArrowLeft: (at - 1 + seen.length) % seen.length,
      Home: 0,
      End: seen.length - 1,
    }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    this.stopAt(seen[to]);
    seen[to].focus();
  }
}
