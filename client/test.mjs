/** Runs `tests/client/**` with node's own test runner: compiles them first, since node 20 reads no TypeScript. */
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const tests = join(here, "..", "tests", "client");
const wanted = process.argv[2] ?? "";
const found = (await readdir(tests, { recursive: true })).filter(
  (name) => /\.test\.tsx?$/.test(name) && name.includes(wanted),
);
if (found.length === 0) {
  console.error(`No test in tests/client has a name with "${wanted}".`);
  process.exit(2);
}

const out = await mkdtemp(join(tmpdir(), "threadrace-client-tests-"));
try {
  await build({
    entryPoints: found.map((name) => join(tests, name)),
    outdir: out,
    outbase: tests,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    jsxImportSource: "preact",
    nodePaths: [join(here, "node_modules")],
    define: { REPOSITORY: JSON.stringify(join(here, "..")) },
    loader: { ".css": "empty", ".woff2": "empty", ".worker.js": "text" },
    logLevel: "warning",
  });
  const files = found.map((name) => join(out, name.replace(/\.tsx?$/, ".mjs")));
  const run = spawnSync(process.execPath, ["--test", "--test-reporter=dot", ...files], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
