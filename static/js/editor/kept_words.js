// Words that were typed and not yet saved, kept in this browser until the server has them.
const PREFIX = "section-words:";
const WEEKS = 4;

export class KeptWords {
  constructor(section, version) {
    this.start = `${PREFIX}${section}:`;
    this.key = `${this.start}${version}`;
    this.forget();
  }

  keep(words) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ words, at: Date.now() }));
    } catch {
      // Full or forbidden: the warning on leaving still stands.
    }
  }

  // Sent is not yet arrived: only a page with another version shows that the server answered.
  send() {
    const present = this.all(this.key).find((each) => each.key === this.key);
    if (!present) return;
    const { key, ...words } = present;
    localStorage.setItem(key, JSON.stringify({ ...words, sent: true }));
  }

  drop() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing was kept then.
    }
  }

  // The newest words of this section that differ from what the server has, of any version: when a
  // save was lost on the way, the version stayed; when somebody else saved since, it moved on.
  found(saved) {
    const kept = this.all(this.start).filter((each) => each.words !== saved);
    return kept.sort((one, other) => other.at - one.at)[0] || null;
  }

  discard(saved) {
    for (const each of this.all(this.start)) {
      if (each.words !== saved) localStorage.removeItem(each.key);
    }
  }

  // What the server has by now need not be kept.
  settle(saved) {
    for (const each of this.all(this.start)) {
      const hasArrived = each.sent && each.key !== this.key;
      if (hasArrived || each.words === saved) localStorage.removeItem(each.key);
    }
  }

  forget() {
    const oldest = Date.now() - WEEKS * 7 * 24 * 60 * 60 * 1000;
    for (const each of this.all(PREFIX)) {
      if (each.at < oldest) localStorage.removeItem(each.key);
    }
  }

  all(start) {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(start)) found.push({ key, ...JSON.parse(localStorage.getItem(key)) });
      }
    } catch {
      // No storage, or something else wrote there.
    }
    return found;
  }
}
