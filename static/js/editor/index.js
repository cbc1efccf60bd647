// The section editor: turns each <textarea data-editor> into formatted writing. Without this script
// the textarea itself is the way to write, in the plain form.
import { SectionEditor } from "./section_editor.js";

for (const area of document.querySelectorAll("textarea[data-editor]")) {
  new SectionEditor(area).start();
}
