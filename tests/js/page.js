// A page for tests: the browser's names as the scripts expect them, and what jsdom does not measure.
import { JSDOM } from "jsdom";

const NAMES = [
  "document", "window", "localStorage", "sessionStorage", "location", "URL", "Node", "HTMLElement", "Element", "Text", "DOMParser", "MutationObserver",
  "Event", "KeyboardEvent", "MouseEvent", "InputEvent", "ClipboardEvent", "CustomEvent", "getComputedStyle", "Range", "Selection", "self",
  "requestAnimationFrame", "cancelAnimationFrame", "DocumentFragment", "innerHeight", "innerWidth", "XMLSerializer",
];

export function openPage(body = "") {
  const { window } = new JSDOM(`<!DOCTYPE html><body>${body}</body>`, {
    url: "https://example.org/sections/5/",
    pretendToBeVisual: true,
  });
  for (const name of NAMES) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, "navigator", { value: window.navigator, configurable: true });
  const nowhere = { left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 };
  window.Range.prototype.getClientRects = () => [nowhere];
  window.Range.prototype.getBoundingClientRect = () => nowhere;
  window.document.elementFromPoint = () => null;
  window.HTMLElement.prototype.scrollIntoView = () => {};
  // Nothing is laid out here: what is not hidden counts as seen.
  Object.defineProperty(window.HTMLElement.prototype, "offsetParent", {
    get() {
      return this.closest("[hidden]") ? null : this.parentElement;
    },
    configurable: true,
  });
  window.HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  window.HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    this.dispatchEvent(new window.Event("close"));
  };
  return window;
}

export const paragraph = (words) => ({ type: "paragraph", ...(words ? { content: [{ type: "text", text: words }] } : {}) });
export const figure = (evidence) => ({ type: "figure", attrs: { evidence, note: "" } });
export const doc = (...content) => ({ type: "doc", content });

export function press(target, key, more = {}) {
  const event = new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}
