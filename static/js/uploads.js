// Files go in pieces, each on its own: what breaks off goes on where it stopped. Without scripts the form
// sends them whole.
import { Upload } from "tus-js-client";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { token } from "./csrf.js";
import { amount, howFar, isPassing, refusal, samePart } from "./uploading.js";

const AT_ONCE = 3;
const RETRY = [500, 1500, 4000];
const AGAIN_AFTER = 5000;
const HASHED_AT_ONCE = 4 * 1024 * 1024;
// What a proxy answers that does not let this method through.
const NO_SUCH_METHOD = [405, 501];

async function hashOf(file) {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += HASHED_AT_ONCE) {
    hash.update(new Uint8Array(await file.slice(at, at + HASHED_AT_ONCE).arrayBuffer()));
  }
  return bytesToHex(hash.digest());
}

function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

function button(words, hidden, act) {
  const made = element("button", "app-link-button", words);
  made.type = "button";
  made.append(element("span", "govuk-visually-hidden", ` ${hidden}`));
  made.addEventListener("click", act);
  return made;
}

class Sending {
  constructor(file, place, about, settled) {
    Object.assign(this, { file, about, settled, state: "waiting", hash: "", url: "" });
    this.build(place);
    this.upload = new Upload(file, {
      endpoint: about.endpoint,
      uploadUrl: about.unfinished.find((each) => samePart(each, file))?.url ?? null,
      chunkSize: about.piece,
      retryDelays: RETRY,
      storeFingerprintForResuming: false,
      metadata: { filename: file.name, modified: String(file.lastModified) },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
      onShouldRetry: (error) => isPassing(error),
      onProgress: (sent, all) => this.say("sending", howFar(sent, all), sent / Math.max(all, 1)),
      onSuccess: () => this.sent(),
      onError: (error) => this.failed(error),
    });
  }

  build(place) {
    this.row = element("li", "app-uploads__file");
    const id = `upload-${place.children.length}`;
    const name = element("strong", "app-uploads__name", this.file.name);
    this.words = element("span", "app-uploads__words", amount(this.file.size));
    const said = element("p", "govuk-body govuk-!-margin-bottom-1");
    said.id = id;
    said.append(name, " ", this.words);
    this.bar = element("progress", "app-progress__bar");
    this.bar.max = 1;
    this.bar.value = 0;
    this.bar.setAttribute("aria-labelledby", id);
    this.deeds = element("p", "app-uploads__deeds");
    this.deeds.append(button("Cancel", this.file.name, () => this.cancel()));
    this.row.append(said, this.bar, this.deeds);
    place.append(this.row);
  }

  say(state, words, share) {
    if (this.state === "cancelled") return;
    // The bar moves many times a second; only a change of state is read out.
    if (state !== this.state) this.words.setAttribute("aria-live", state === "sending" ? "off" : "polite");
    this.state = state;
    this.row.dataset.state = state;
    this.words.textContent = words;
    if (share !== undefined) this.bar.value = share;
  }

  start() {
    clearTimeout(this.timer);
    this.say("sending", this.words.textContent);
    this.hashed ??= hashOf(this.file);
    this.hashed.catch(() => this.stopped("The browser cannot read this file any more. Cancel it, and choose it again."));
    this.upload.start();
  }

  async sent() {
    this.say("checking", "All of it is sent. It is being checked.", 1);
    try {
      this.hash = await this.hashed;
    } catch {
      return;
    }
    this.url = this.upload.url;
    this.say("done", "It is here as a whole.");
    this.settled(this);
  }

  failed(error) {
    const status = error.originalResponse?.getStatus() ?? 0;
    if (NO_SUCH_METHOD.includes(status) && !this.upload.options.overridePatchMethod) {
      this.upload.options.overridePatchMethod = true;
      this.upload.start();
    } else if (isPassing(error)) {
      this.say("away", "The connection is gone. It goes on by itself where it stopped.");
      this.timer = setTimeout(() => this.start(), AGAIN_AFTER);
    } else {
      this.stopped(refusal(error));
    }
  }

  stopped(words) {
    this.say("stopped", words);
    if (!this.again) {
      this.again = button("Try again", this.file.name, () => {
        this.again.remove();
        this.again = null;
        this.start();
      });
      this.deeds.prepend(this.again, " ");
    }
    this.settled(this);
  }

  cancel() {
    clearTimeout(this.timer);
    this.say("cancelled", "Cancelled: nothing of it is kept.");
    this.state = "cancelled";
    this.deeds.remove();
    // What cannot be reached now is swept away later.
    this.upload.abort(true).catch(() => {});
    this.settled(this);
  }

  wake() {
    if (this.state === "away") this.start();
  }
}

class Sender {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.place = form.querySelector("[data-uploads]");
    this.send = form.querySelector("[type=submit]");
    this.about = {
      endpoint: this.place.dataset.uploads,
      piece: Number(this.place.dataset.piece),
      unfinished: [...document.querySelectorAll("[data-unfinished]")].map(({ dataset }) => ({ ...dataset, url: dataset.unfinished })),
    };
    form.addEventListener("submit", (event) => this.begin(event));
    window.addEventListener("online", () => this.files?.forEach((each) => each.wake()));
    document.addEventListener("visibilitychange", () => !document.hidden && this.files?.forEach((each) => each.wake()));
  }

  begin(event) {
    const chosen = [...this.input.files];
    if (!chosen.length) return;
    event.preventDefault();
    const source = this.form.querySelector("select[name=source]");
    if (source && !source.value) {
      source.required = true;
      source.reportValidity();
      return;
    }
    this.form.dataset.sending = "";
    this.input.disabled = this.send.disabled = true;
    const list = element("ul", "app-uploads__list");
    const words = element("p", "govuk-body", "You can close this page: choose the same files again within three days, and they go on where they stopped.");
    this.place.replaceChildren(element("h2", "govuk-heading-m", "Sending"), list, words);
    this.files = chosen.map((file) => new Sending(file, list, this.about, () => this.next()));
    this.place.scrollIntoView?.({ block: "nearest" });
    this.next();
  }

  next() {
    const busy = () => this.files.filter((each) => ["sending", "away", "checking"].includes(each.state)).length;
    for (const each of this.files) {
      if (each.state === "waiting" && busy() < AT_ONCE) each.start();
    }
    const wanted = this.files.filter((each) => each.state !== "cancelled");
    if (!wanted.length) this.reset();
    else if (wanted.every((each) => each.state === "done")) this.finish(wanted);
  }

  finish(files) {
    for (const each of files) {
      const hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = "uploaded";
      hidden.value = `${each.url.replace(/\/$/, "").split("/").pop()} ${each.hash}`;
      this.form.append(hidden);
    }
    this.form.submit();
  }

  reset() {
    delete this.form.dataset.sending;
    this.input.disabled = this.send.disabled = false;
    this.input.value = "";
    this.files = null;
    this.place.replaceChildren(element("p", "govuk-body", "Cancelled: nothing was sent."));
  }
}

for (const form of document.querySelectorAll("form:has([data-uploads])")) new Sender(form);
