// What every page needs: the components, fragments over htmx, and a few small behaviours.
import { initAll } from "govuk-frontend";
import htmx from "htmx.org";

import { closeMenusOnOutsideClick } from "./menus.js";
import { explainDisabledButtons } from "./disabled_buttons.js";
import { keepFormWords } from "./form_words.js";
import { mindHalfFilledForms } from "./half_filled.js";
import { offerAreaNames } from "./area_names.js";
import { offerExploring } from "./explore.js";
import { sendCsrfToken } from "./csrf.js";

// The content policy allows neither evaluated strings nor style elements.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;

window.htmx = htmx;
initAll();
sendCsrfToken();
closeMenusOnOutsideClick();
explainDisabledButtons();
mindHalfFilledForms();
keepFormWords(document.body.dataset.signIn);
offerExploring(document);
offerAreaNames(document);

document.body.addEventListener("htmx:afterSwap", (event) => {
  initAll({ scope: event.detail.elt });
  offerExploring(event.detail.elt);
});
