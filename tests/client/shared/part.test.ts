import assert from "node:assert/strict";
import { test } from "node:test";
import { insist, type Loading } from "../../../client/shared/part";

/** A network that is away for so many tries, and what it saw. */
function network(away: number, served = false) {
  const seen = { tries: 0, troubles: 0, pauses: [] as number[], reloads: 0 };
  const load = () => (++seen.tries > away ? Promise.resolve("the editor") : Promise.reject(new TypeError("away")));
  const loading: Loading = {
    pause: (ms) => Promise.resolve(seen.pauses.push(ms)),
    chance: () => 0.5,
    isServed: () => Promise.resolve(served),
    reload: () => (seen.reloads += 1),
  };
  return { seen, load, loading, trouble: () => void (seen.troubles += 1) };
}

test("what can be loaded is loaded at once", async () => {
  const { seen, load, loading, trouble } = network(0);

  assert.equal(await insist(load, () => true, trouble, loading), "the editor");
  assert.deepEqual([seen.tries, seen.troubles, seen.reloads], [1, 0, 0]);
});

test("while the network is away it is tried again, more and more slowly, and the page stays", async () => {
  const { seen, load, loading, trouble } = network(7);

  assert.equal(await insist(load, () => true, trouble, loading), "the editor");
  assert.deepEqual([seen.tries, seen.troubles, seen.reloads], [8, 7, 0]);
  assert.deepEqual([...seen.pauses].sort((a, b) => a - b), seen.pauses);
  assert.ok(seen.pauses.every((ms) => ms >= 500 && ms <= 8000));
});

test("a server that is there and has the part no more has a newer page", async () => {
  const { seen, load, loading, trouble } = network(3, true);
  await insist(load, () => true, trouble, loading);

  assert.equal(seen.reloads, 1);
});

test("what is not wanted any more is not tried any more", async () => {
  const { seen, load, loading, trouble } = network(100);

  assert.equal(await insist(load, () => seen.tries < 2, trouble, loading), null);
  assert.equal(seen.tries, 2);
});
