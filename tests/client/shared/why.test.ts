import assert from "node:assert/strict";
import { test } from "node:test";
import { whyShut } from "../../../client/shared/why";

function answering(status: number, text = "", language = "en"): Promise<string> {
  return whyShut(language, "/console", () => Promise.resolve({ status, text: () => Promise.resolve(text) }));
}

test("a server without its database says so", async () => {
  const text = "The database does not answer just now. Try again in a moment.";

  assert.match(await answering(503, text), /its database does not answer\. This page comes back by itself\./);
  assert.match(await answering(503, text, "de"), /Datenbank antwortet nicht/);
});

test("a server that is full says so", async () => {
  assert.match(await answering(503, "This server is full just now. Try again in five seconds."), /is full just now/);
});

test("a page that the server does not let in is told what to do", async () => {
  for (const status of [401, 403, 421]) assert.match(await answering(status), /Open it again with the link/);
});

test("where nobody answers, or all is well again, there is nothing more to be said", async () => {
  assert.equal(await answering(200), "");
  assert.equal(await answering(502), "");
  assert.equal(await whyShut("en", "/console", () => Promise.reject(new TypeError("Failed to fetch"))), "");
});
