// What is said of a file on its way, and whether a fault passes by itself.
const UNITS = ["bytes", "KB", "MB", "GB"];
const RELATED = [0, 409, 423, 429];

export function amount(bytes) {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 1 && value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

export function howFar(sent, all) {
  const share = all ? Math.floor((100 * sent) / all) : 100;
  return `${amount(sent)} of ${amount(all)}, ${share}%`;
}

// An upload that began before, of the same file as far as a browser can tell; its hash is checked at the end.
export function samePart(unfinished, file) {
  return unfinished.name === file.name && Number(unfinished.size) === file.size && Number(unfinished.modified) === file.lastModified;
}

// No answer, another connection in the way, or a fault of the server: the same may work in a moment.
export function isPassing(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  return RELATED.includes(status) || status >= 500;
}

export function refusal(error) {
  const answer = error.originalResponse;
  const isOurs = answer?.getHeader("Content-Type")?.startsWith("text/plain");
  if (isOurs && answer.getBody()) return answer.getBody();
  return "The site did not take it: perhaps your sign-in has run out. Open the site in another tab, sign in, then try again here.";
}
