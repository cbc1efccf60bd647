// Builds everything the browser needs into static/dist: styles, scripts and fonts.

import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const source = path.join(root, "static");
const target = path.join(source, "dist");
// Made aside and then put in place: a server that is running never finds the folder half full.
let dist = await mkdtemp(path.join(modules, ".dist-"));
const watch = process.argv.includes("--watch");

const SCRIPTS = ["start", "app", "editor", "plotly", "uploads"];
// The screen takes each alphabet of the house's family when a page needs it.
const FONT_FILE = /^source-sans-3-(latin|latin-ext|vietnamese|greek|greek-ext|cyrillic|cyrillic-ext)-(400|600|700)-(normal|italic)\.woff2$/;
// Print, charts and the page edition take whole files, and other families for other scripts.
const WHOLE_FONT_FILE = /^\w+_(400Regular|400Regular_Italic|600SemiBold|700Bold)\.ttf$/;
// Two copies of these in one page break the editor: node and mark classes are compared by identity.
const ONLY_ONCE = ["prosemirror-model", "prosemirror-state", "prosemirror-transform", "prosemirror-view"];

async function copyFonts() {
  const files = path.join(modules, "@fontsource/source-sans-3/files");
  await mkdir(path.join(dist, "fonts"), { recursive: true });
  for (const name of (await readdir(files)).filter((name) => FONT_FILE.test(name))) {
    await cp(path.join(files, name), path.join(dist, "fonts", name));
  }
  const families = path.join(modules, "@expo-google-fonts");
  for (const file of await readdir(families, { recursive: true })) {
    const name = path.basename(file);
    if (WHOLE_FONT_FILE.test(name) && (isHouse(name) || !name.includes("600"))) {
      await cp(path.join(families, file), path.join(dist, "fonts", name));
    }
  }
}

const isHouse = (name) => name.startsWith("SourceSans3_");

async function buildStyles() {
  const result = await sass.compileAsync(path.join(source, "css/app.scss"), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
  });
  await writeFile(path.join(dist, "app.css"), result.css);
  // The chart library writes its rules into this sheet: the content policy refuses style elements.
  await writeFile(path.join(dist, "plotly.css"), "/* filled by the chart library */\n");
}

function checkSingleCopies(metafile) {
  for (const name of ONLY_ONCE) {
    const copies = new Set(
      Object.keys(metafile.inputs)
        .filter((input) => input.includes(`/${name}/`))
        .map((input) => input.slice(0, input.lastIndexOf(`/${name}/`))),
    );
    if (copies.size !== 1) {
      throw new Error(`The editor holds ${copies.size} copies of ${name}; it must hold one.`);
    }
  }
}

const entryPoints = {
  start: path.join(source, "js/start.js"),
  app: path.join(source, "js/app.js"),
  editor: path.join(source, "js/editor/index.js"),
  plotly: path.join(source, "js/plotly.js"),
  uploads: path.join(source, "js/uploads.js"),
};

const scripts = () => ({
  entryPoints: SCRIPTS.map((name) => ({ in: entryPoints[name], out: name })),
  outdir: dist,
  bundle: true,
  format: "iife",
  minify: true,
  metafile: true,
  target: ["es2020"],
  legalComments: "none",
  logLevel: "warning",
  nodePaths: [modules],
});

await Promise.all([copyFonts(), buildStyles()]);
const { metafile } = await esbuild.build(scripts());
checkSingleCopies(metafile);
await rm(target, { recursive: true, force: true });
await chmod(dist, 0o755);
await rename(dist, target);
dist = target;

for (const [name, output] of Object.entries(metafile.outputs)) {
  console.log(`${path.basename(name)}  ${Math.round(output.bytes / 1024)} kB`);
}

if (watch) {
  const { watch: watchFolder } = await import("node:fs");
  watchFolder(path.join(source, "css"), { recursive: true }, () =>
    buildStyles().catch((error) => console.error(error.message)),
  );
  await (await esbuild.context(scripts())).watch();
}
