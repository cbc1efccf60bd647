// Offers back what was typed here and never saved.
function button(words, kind, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `govuk-button ${kind}`;
  element.textContent = words;
  element.addEventListener("click", act);
  return element;
}

function when(at) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(new Date(at));
}

export function offerKeptWords(section) {
  section.kept.settle(section.saved);
  const found = section.kept.found(section.saved);
  if (!found) return;
  const panel = document.createElement("section");
  panel.className = "app-editor__offer";
  panel.setAttribute("aria-label", "Words that were never saved");
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.textContent = `You have words here that were never saved, typed in this browser on ${when(found.at)}.`;
  const buttons = document.createElement("div");
  buttons.className = "app-actions";
  buttons.append(
    button("Show them", "", () => {
      section.kept.discard(section.saved);
      panel.remove();
      section.show(found.words);
    }),
    button("Discard them", "govuk-button--secondary", () => {
      section.kept.discard(section.saved);
      panel.remove();
      section.editor.commands.focus();
    }),
  );
  panel.append(words, buttons);
  section.toolbar.element.parentElement.before(panel);
}
