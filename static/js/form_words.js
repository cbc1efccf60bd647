// What was typed in a form comes back after a sign-in that had run out came between.
const PREFIX = "form-words:";
const NEVER = ["hidden", "password", "file", "submit", "button"];

function fieldsOf(form) {
  return [...form.elements].filter((each) => each.name && each.tagName !== "BUTTON" && !NEVER.includes(each.type));
}

const isTicked = (control) => control.type === "checkbox" || control.type === "radio";

function written(form) {
  return fieldsOf(form).map((each) => ({ name: each.name, value: each.value, on: isTicked(each) ? each.checked : true }));
}

function fill(form, words) {
  for (const control of fieldsOf(form)) {
    const word = words.find((each) => each.name === control.name && (!isTicked(control) || each.value === control.value));
    if (!word) continue;
    if (isTicked(control)) control.checked = word.on;
    else control.value = word.value;
  }
}

function tell(form) {
  const said = document.createElement("p");
  said.className = "govuk-inset-text";
  said.setAttribute("role", "status");
  said.textContent = "What you had typed before you signed in is back in its place. Check it, then send it.";
  form.prepend(said);
}

// A form with a password is never kept, nor what the section editor looks after itself.
function mayKeep(form) {
  return form.method === "post" && !form.querySelector("[type=password], [data-editor]");
}

export function keepFormWords(signIn) {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !mayKeep(event.target)) return;
    const words = { action: event.target.action, fields: written(event.target) };
    try {
      sessionStorage.setItem(PREFIX + location.pathname, JSON.stringify(words));
    } catch {
      // Full or forbidden: the browser's own way back still holds the words.
    }
  });
  bringBack(signIn);
}

function bringBack(signIn) {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(PREFIX + location.pathname));
    sessionStorage.removeItem(PREFIX + location.pathname);
  } catch {
    return;
  }
  if (!kept || !document.referrer || new URL(document.referrer).pathname !== signIn) return;
  const form = [...document.forms].find((each) => mayKeep(each) && each.action === kept.action);
  if (!form || !kept.fields.some((each) => each.value.trim())) return;
  fill(form, kept.fields);
  tell(form);
}
