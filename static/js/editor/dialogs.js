// The two questions that the editor asks: where a link goes, and which figure to insert.
import { SAFE_HREF } from "./extensions.js";

let count = 0;

function element(tag, attributes, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

function dialog(title, ...children) {
  count += 1;
  const heading = element("h2", { className: "govuk-heading-m", id: `editor-dialog-${count}`, textContent: title });
  const made = element("dialog", { className: "app-dialog" }, heading, ...children);
  made.setAttribute("aria-labelledby", heading.id);
  made.addEventListener("close", () => made.remove());
  // Inside the page's form a dialog's Enter would save the section: it stands outside.
  document.body.append(made);
  made.showModal();
  return made;
}

function button(words, kind, act) {
  const made = element("button", { type: "button", className: `govuk-button ${kind}`, textContent: words });
  made.addEventListener("click", act);
  return made;
}

// "www.example.org" and an e-mail address are completed, not refused.
export function completedHref(typed) {
  const href = typed.trim();
  if (SAFE_HREF.test(href)) return href;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(href)) return `mailto:${href}`;
  if (/^[^\s/:]+\.[^\s]+$/.test(href)) return `https://${href}`;
  return null;
}

export function askForLink(present, { onChosen, onRemoved, onClosed }) {
  const label = element("label", { className: "govuk-label", htmlFor: "editor-href", textContent: "Address" });
  const hint = element("div", { className: "govuk-hint", id: "editor-href-hint", textContent: "For example https://www.gov.uk/" });
  const error = element("p", { className: "govuk-error-message", id: "editor-href-error", hidden: true });
  error.setAttribute("role", "alert");
  const input = element("input", { className: "govuk-input", id: "editor-href", type: "url", value: present });
  input.setAttribute("aria-describedby", "editor-href-hint editor-href-error");
  const group = element("div", { className: "govuk-form-group" }, label, hint, error, input);
  const accept = () => {
    const href = completedHref(input.value);
    if (href) {
      onChosen(href);
      made.close();
      return;
    }
    error.textContent = "Give an address that begins with https://, or an e-mail address.";
    error.hidden = false;
    input.classList.add("govuk-input--error");
    input.focus();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    accept();
  });
  const actions = element("div", { className: "app-actions" }, button("Link", "", accept));
  if (present) {
    actions.append(
      button("Remove the link", "govuk-button--secondary", () => {
        onRemoved();
        made.close();
      }),
    );
  }
  actions.append(button("Cancel", "govuk-button--secondary", () => made.close()));
  const made = dialog(present ? "Change the link" : "Make a link", group, actions);
  made.addEventListener("close", onClosed);
  input.focus();
}

export function askForFigure(figures, { onChosen, onClosed }) {
  const list = element("ul", { className: "app-dialog__figures" });
  for (const figure of figures) {
    const choose = element("button", { type: "button", className: "app-dialog__figure" });
    if (figure.picture) choose.append(element("img", { src: figure.picture, alt: "", loading: "lazy" }));
    choose.append(element("span", { textContent: figure.headline }));
    choose.addEventListener("click", () => {
      onChosen(String(figure.evidence));
      made.close();
    });
    list.append(element("li", {}, choose));
  }
  const nothing = element("p", {
    className: "govuk-body",
    textContent: "There is no evidence yet. Ask a question in the Data room and save its answer; it then stands here.",
  });
  const made = dialog(
    "Insert a figure",
    figures.length ? list : nothing,
    element("div", { className: "app-actions" }, button("Cancel", "govuk-button--secondary", () => made.close())),
  );
  made.addEventListener("close", onClosed);
}
