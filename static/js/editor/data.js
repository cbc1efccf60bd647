// Data that the page carries for the editor, in <script type="application/json" id="...">.
export function readJson(id) {
  const element = id && document.getElementById(id);
  if (!element) return null;
  try {
    return JSON.parse(element.textContent);
  } catch {
    return null;
  }
}
