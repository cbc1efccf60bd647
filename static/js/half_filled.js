// A page with several forms: who pressed a button of one is told what they typed in another.
const MARK = "halfFilled";

// A list in which nothing is chosen by the page shows its first line.
function isChosen(select) {
  const options = [...select.options];
  const byPage = options.filter((each) => each.defaultSelected);
  const before = byPage.length || select.multiple ? byPage : options.slice(0, 1);
  return options.some((each) => each.selected !== before.includes(each));
}

function isTyped(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  if (control.tagName === "SELECT") return isChosen(control);
  return control.type !== "hidden" && control.defaultValue !== undefined && control.value !== control.defaultValue;
}

export function isHalfFilled(form) {
  return MARK in form.dataset || [...form.elements].some(isTyped);
}

// The editor writes in a place of its own, which the form does not know.
export function markHalfFilled(form, isIt) {
  if (isIt) form.dataset[MARK] = "";
  else delete form.dataset[MARK];
}

function nameOf(form) {
  const label = form.querySelector("label, legend");
  return label ? `“${label.textContent.trim()}”` : "another part of this page";
}

function tell(form, button, other) {
  const words = document.createElement("p");
  words.className = "govuk-error-message app-half-filled";
  words.setAttribute("role", "alert");
  words.textContent =
    `What you typed in ${nameOf(other)} has not been sent. Send it first; ` +
    "or press this button once more to go on without it.";
  (button || form.querySelector("[type=submit]") || form.lastElementChild).before(words);
}

export function mindHalfFilledForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.querySelector(".app-half-filled")) return;
    const others = [...document.forms].filter((each) => each !== form && each.method === "post");
    const other = others.find(isHalfFilled);
    if (!other) return;
    event.preventDefault();
    tell(form, event.submitter, other);
  });
}
