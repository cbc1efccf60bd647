// Small behaviours that every page has.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { openPage, press } from "./page.js";

openPage();
const { isHalfFilled, mindHalfFilledForms } = await import("../../static/js/half_filled.js");
const { keepFormWords } = await import("../../static/js/form_words.js");
const { explainDisabledButtons } = await import("../../static/js/disabled_buttons.js");
const { closeMenusOnOutsideClick } = await import("../../static/js/menus.js");
const { readJson } = await import("../../static/js/editor/data.js");

mindHalfFilledForms();
explainDisabledButtons();
closeMenusOnOutsideClick();

const FORMS = `
  <form method="post" id="one"><label for="w">Why?</label><textarea id="w"></textarea><input type="hidden" id="h" value="1">
    <input type="checkbox" id="c"><select id="s"><option>a</option><option>b</option></select><button>Send</button></form>
  <form method="post" id="two"><button id="go">Go</button></form>
  <form method="get" id="find"><input id="q"></form>`;
const one = () => document.getElementById("one");
// Whether the page would send it: what is not prevented is stopped here, since nothing is sent in a test.
function submit(id) {
  const event = new window.Event("submit", { bubbles: true, cancelable: true });
  document.getElementById(id).dispatchEvent(event);
  return !event.defaultPrevented;
}

beforeEach(() => {
  document.body.innerHTML = FORMS;
});

test("nothing typed, nothing minded", () => {
  assert.equal(isHalfFilled(one()), false);
  assert.equal(submit("two"), true);
});

for (const [what, act] of [
  ["words", () => (document.getElementById("w").value = "x")],
  ["a tick", () => (document.getElementById("c").checked = true)],
  ["a choice", () => (document.getElementById("s").options[1].selected = true)],
  ["the editor", () => (one().dataset.halfFilled = "")],
]) {
  test(`${what} in one form stops the button of another once, in words`, () => {
    act();

    assert.equal(submit("two"), false);
    assert.match(document.querySelector("#two [role=alert]").textContent, /What you typed in “Why\?” has not been sent/);
    assert.equal(submit("two"), true);
  });
}

test("the form that was filled in is sent, and a search stops nothing", () => {
  document.getElementById("w").value = "x";
  assert.equal(submit("one"), true);

  document.body.innerHTML = FORMS;
  document.getElementById("q").value = "words";
  assert.equal(submit("two"), true);
});

test("a field that the page fills in by itself is not typed", () => {
  document.getElementById("h").value = "2";

  assert.equal(isHalfFilled(one()), false);
});

test("a button that cannot be pressed does nothing", () => {
  const go = document.getElementById("go");
  go.setAttribute("aria-disabled", "true");
  let isSent = false;
  const note = (event) => {
    isSent = true;
    event.preventDefault();
  };
  document.addEventListener("submit", note);

  go.click();

  document.removeEventListener("submit", note);

  assert.equal(isSent, false);
});

test("a menu closes when left and at Escape, with the focus on its summary", () => {
  document.body.innerHTML = `<details class="app-menu" open><summary tabindex="0">Menu</summary><a href="#">x</a></details><p id="p">x</p>`;
  const menu = document.querySelector("details");

  document.querySelector("a").click();
  assert.equal(menu.open, true);
  document.getElementById("p").click();
  assert.equal(menu.open, false);

  menu.open = true;
  press(document.body, "Escape");
  assert.equal(menu.open, false);
  assert.equal(document.activeElement, menu.querySelector("summary"));
});

test("data of the page that cannot be read counts as none", () => {
  document.body.innerHTML = `<script type="application/json" id="a">[1]</script><script type="application/json" id="b">{</script>`;

  assert.deepEqual([readJson("a"), readJson("b"), readJson("c"), readJson("")], [[1], null, null, null]);
});

const SIGN_IN = "/account/login/";
const COMMENT = `<form method="post" action="/sections/5/comments/"><textarea name="body"></textarea><input type="hidden" name="t" value="new">
  <label><input type="checkbox" name="c" value="1"></label><input type="radio" name="r" value="a"><input type="radio" name="r" value="b"></form>`;

function comeFrom(address) {
  Object.defineProperty(document, "referrer", { value: address, configurable: true });
  document.body.innerHTML = COMMENT;
  keepFormWords(SIGN_IN);
  const { body, c, r, t } = document.forms[0].elements;
  return [body.value, c.checked, r.value, t.value];
}

function typeAndSend() {
  document.body.innerHTML = COMMENT;
  const { body, c, r, t } = document.forms[0].elements;
  body.value = "Since when?";
  t.value = "old";
  c.checked = true;
  r.value = "b";
  document.forms[0].dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));
}

test("what was typed in a form comes back after the sign-in that came between, once", () => {
  sessionStorage.clear();
  keepFormWords(SIGN_IN);
  typeAndSend();

  assert.deepEqual(comeFrom("https://example.org/account/login/?next=/x/"), ["Since when?", true, "b", "new"]);
  assert.match(document.querySelector("[role=status]").textContent, /is back in its place/);
  assert.deepEqual(comeFrom("https://example.org/account/login/"), ["", false, "", "new"]);
});

test("words that were sent and arrived do not come back", () => {
  sessionStorage.clear();
  typeAndSend();

  assert.deepEqual(comeFrom("https://example.org/sections/5/"), ["", false, "", "new"]);
});

test("a form with a password is never kept", () => {
  sessionStorage.clear();
  document.body.innerHTML = `<form method="post"><input name="login" value="a"><input type="password" name="password" value="secret"></form>`;

  document.forms[0].dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));

  assert.equal(sessionStorage.length, 0);
});
