/** Builds the pages into `dist/`: one HTML file per page, everything else in `dist/assets/` under a hashed name. */
import { build } from "esbuild";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");
const made = join(here, "node_modules", ".dist"); // takes the place of `dist` when it is complete
const pages = ["student", "console", "projector", "summary"].filter((page) => existsSync(join(here, page, "main.tsx")));

await rm(made, { recursive: true, force: true });
await mkdir(join(made, "assets"), { recursive: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: pages.map((page) => ({ in: `${page}/main.tsx`, out: page })),
  outdir: join(made, "assets"),
  publicPath: "/assets",
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
  minify: true,
  metafile: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file", ".svg": "file", ".worker.js": "file" }, // a worker runs as it is written
  legalComments: "none",
  logLevel: "warning",
});

const outputs = Object.entries(metafile.outputs);
for (const page of pages) await writeFile(join(made, `${page}.html`), await html(page));
await Promise.all((await readdir(join(made, "assets"))).map(compress));
await rm(dist, { recursive: true, force: true });
await rename(made, dist);
console.log(`client    built ${pages.join(", ")}`);

/** The page's own `index.html`, with the names that this build gave to its script, style and text font. */
async function html(page) {
  const [script, { cssBundle }] = outputs.find(([, output]) => output.entryPoint === `${page}/main.tsx`);
  const font = outputs.find(([name]) => /atkinson.*latin-wght-normal/.test(name))?.[0];
  const names = { SCRIPT: script, STYLE: cssBundle, FONT: font };
  const source = await readFile(join(here, page, "index.html"), "utf8");
  return source.replace(/%(SCRIPT|STYLE|FONT)%/g, (_, which) => `/assets/${basename(names[which] ?? "")}`);
}

/** Compressed once here, so that no request pays for it: the server sends the neighbour that the browser accepts. */
async function compress(name) {
  if (!/\.(js|css|svg)$/.test(name)) return;
  const path = join(made, "assets", name);
  const bytes = await readFile(path);
  await writeFile(`${path}.br`, brotliCompressSync(bytes));
  await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
