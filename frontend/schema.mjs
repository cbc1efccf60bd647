// Writes the editor's schema for the server: ordered [name, spec] lists without functions.
// With --print it goes to standard output instead, for the test that compares it with the file.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const target = path.join(root, "assessment/text/schema.json");
const NODE_PARTS = [
  "content", "marks", "group", "inline", "atom", "attrs", "defining", "isolating", "code",
  "linebreakReplacement", "tableRole", "selectable",
];
const MARK_PARTS = ["attrs", "excludes", "inclusive", "group"];

function plain(spec, parts) {
  const kept = {};
  for (const part of parts) {
    if (spec[part] === undefined || typeof spec[part] === "function") continue;
    if (part === "attrs") {
      const attrs = Object.entries(spec.attrs).map(([name, attr]) => [
        name,
        Object.fromEntries(
          Object.entries(attr).filter(([, value]) => value !== undefined && typeof value !== "function"),
        ),
      ]);
      if (attrs.length) kept.attrs = Object.fromEntries(attrs);
    } else {
      kept[part] = spec[part];
    }
  }
  return kept;
}

function pairs(ordered, parts) {
  const found = [];
  ordered.forEach((name, spec) => found.push([name, plain(spec, parts)]));
  return found;
}

const folder = await mkdtemp(path.join(root, "node_modules/.schema-"));
const bundle = path.join(folder, "extensions.mjs");
await esbuild.build({
  stdin: {
    contents:
      'export { SCHEMA_EXTENSIONS } from "./static/js/editor/extensions.js"; ' +
      'export { LIMITS } from "./static/js/editor/limits.js"; export { getSchema } from "@tiptap/core";',
    resolveDir: root,
  },
  bundle: true,
  format: "esm",
  platform: "node",
  outfile: bundle,
});
const { LIMITS, SCHEMA_EXTENSIONS, getSchema } = await import(pathToFileURL(bundle).href);
await rm(folder, { recursive: true });
const { spec } = getSchema(SCHEMA_EXTENSIONS);
const written = `${JSON.stringify(
  { topNode: "doc", nodes: pairs(spec.nodes, NODE_PARTS), marks: pairs(spec.marks, MARK_PARTS), limits: LIMITS },
  null,
  1,
)}\n`;

if (process.argv.includes("--print")) {
  process.stdout.write(written);
} else {
  await writeFile(target, written);
  console.log(`wrote ${path.relative(root, target)}`);
}
