// What is said of a file on its way, and whether a fault passes by itself.
import assert from "node:assert/strict";
import { test } from "node:test";

import { amount, howFar, isPassing, refusal, samePart } from "../../static/js/uploading.js";

const answer = (status, body = "", type = "text/plain; charset=utf-8") => ({
  originalResponse: { getStatus: () => status, getBody: () => body, getHeader: () => type },
});

for (const [bytes, words] of [
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [1024, "1 KB"],
  [1024 * 1024, "1.0 MB"],
  [99.96 * 1024 * 1024, "100.0 MB"],
  [500 * 1024 * 1024, "500 MB"],
  [3 * 1024 ** 3, "3.0 GB"],
]) {
  test(`${bytes} bytes are ${words}`, () => assert.equal(amount(bytes), words));
}

test("how far it is, in words; never more than there is", () => {
  assert.equal(howFar(1024, 4096), "1 KB of 4 KB, 25%");
  assert.equal(howFar(4095, 4096), "4 KB of 4 KB, 99%");
  assert.equal(howFar(0, 0), "0 bytes of 0 bytes, 100%");
});

test("a fault of the way or of the server passes; a refusal does not", () => {
  const passing = [0, 409, 423, 429, 500, 503].map((status) => isPassing(answer(status)));
  const lasting = [200, 400, 401, 403, 404, 410, 413, 415].map((status) => isPassing(answer(status)));

  assert.deepEqual([new Set(passing), new Set(lasting)], [new Set([true]), new Set([false])]);
  assert.equal(isPassing({}), true);
});

test("a refusal is said in the site's own words, or what else may be the matter", () => {
  assert.equal(refusal(answer(413, "This file is larger than 500 MB.")), "This file is larger than 500 MB.");
  assert.match(refusal(answer(200, "<html>", "text/html")), /your sign-in has run out/);
  assert.match(refusal({}), /your sign-in has run out/);
});

test("what began before is gone on with only where name, size and day are the same", () => {
  const begun = { name: "a.csv", size: "10", modified: "5" };

  assert.equal(samePart(begun, { name: "a.csv", size: 10, lastModified: 5 }), true);
  for (const other of [{ name: "b.csv" }, { size: 11 }, { lastModified: 6 }]) {
    assert.equal(samePart(begun, { name: "a.csv", size: 10, lastModified: 5, ...other }), false);
  }
});
