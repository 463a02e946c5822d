import assert from "node:assert/strict";
import { test } from "node:test";
import { machinesOf, turningPoint } from "../../../../client/shared/run/derive";
import type { Machine } from "../../../../client/shared/run/machine";
import type { Run } from "../../../../client/shared/wire";
import { LOST, STUCK, told } from "./told";

function at(run: Run, step: number): Machine {
  return machinesOf(run)[step] as Machine;
}

function last(run: Run): Machine {
  return machinesOf(run).at(-1) as Machine;
}

test("a run has a machine before its first step and one after each", () => {
  assert.equal(machinesOf(LOST).length, LOST.steps.length + 1);
  assert.equal(at(LOST, 0).step, null);
});

test("a cell has its first reader's value before anybody writes it", () => {
  assert.deepEqual(
    [0, 4, 5].map((step) => at(LOST, step).cells.map(({ name, value, by }) => [name, value, by])),
    [[["count", "0", null]], [["count", "0", null]], [["count", "1", 1]]],
  );
});

test("a cell that is written first is empty until then", () => {
  const run = told(1, "A 5 write balance 100");

  assert.equal(at(run, 0).cells[0]?.value, null);
  assert.equal(at(run, 1).cells[0]?.value, "100");
});

test("what a thread has read stands in its frame, and is out of date once another one writes", () => {
  assert.deepEqual(at(LOST, 4).threads[0]?.frames, [
    { call: "press()", held: [{ name: "count", cell: "count", value: "0", stale: false }] },
  ]);
  assert.equal(at(LOST, 5).threads[0]?.frames[0]?.held[0]?.stale, true);
});

test("a value that is read into a local variable has the variable's name, and stays when it was used", () => {
  const source = { ...LOST, lines: [{ number: 5, text: "    current = count  # read" }] };

  assert.equal(at(source, 2).threads[0]?.frames[0]?.held[0]?.name, "current");
  assert.deepEqual(at(source, 5).threads[1]?.frames[0]?.held, [
    { name: "current", cell: null, value: "0", stale: false },
  ]);
});

test("the write over another thread's write is where the update is lost, and by how much", () => {
  const machine = at(LOST, 7);

  assert.deepEqual(machine.moment, { kind: "lost", by: 0, cell: "count", loss: { whose: 1, amount: 1 } });
  assert.deepEqual(machine.cells[0]?.losses, [{ whose: 1, amount: 1 }]);
  assert.equal(turningPoint(machinesOf(LOST)), 7);
});

test("who reads anew before writing loses nothing", () => {
  const run = told(2, "A 1 read n 0", "B 1 read n 0", "B 2 write n 1", "A 1 read n 1", "A 2 write n 2");

  assert.equal(turningPoint(machinesOf(run)), null);
});

test("program counters move through the source, and a judge's own call moves none", () => {
  assert.deepEqual(
    [0, 2, 4, 6].map((step) => at(LOST, step).threads.map((thread) => thread.line)),
    [
      [null, null],
      [5, null],
      [5, 5],
      [5, 6],
    ],
  );
});

test("calls are frames: a call puts one on the stack, its return takes it away", () => {
  const run = told(1, "A 0 call outer()", "A 2 call inner()", "A 3 return inner() 7", "A 4 read n 1");

  assert.deepEqual(
    [0, 1, 2, 3].map((step) => at(run, step).threads[0]?.frames.map((frame) => frame.call)),
    [[], ["outer()"], ["outer()", "inner()"], ["outer()"]],
  );
  assert.equal(at(run, 3).threads[0]?.result, "7");
});

test("a thread that another one starts is ahead until then, and has ended after its last step", () => {
  const run = told(2, "A 1 start thread_2 2", "B 2 write n 1", "A 3 join thread_2 2", "A 4 read n 1");

  assert.deepEqual(
    [0, 1, 2, 3].map((step) => at(run, step).threads[1]?.state),
    ["ahead", "runs", "runs", "done"],
  );
});

test("a lock is held by who took it, until it is given back", () => {
  const run = told(1, "A 1 acquire lock", "A 2 acquire lock", "A 3 release lock", "A 3 release lock");

  assert.deepEqual(
    [0, 1, 2, 3, 4].map((step) => at(run, step).things[0]?.owners),
    [[], [0], [0, 0], [0], []],
  );
  assert.deepEqual(last(run).cells, []);
});

test("who waits for a condition gives its lock back and goes on waiting until it is woken", () => {
  const run = told(2, "A 1 acquire paid", "A 2 wait paid", "A 2 release paid", "B 1 acquire paid", "A 2 wake paid", "A 3 read n 1");

  assert.deepEqual([3, 4, 5].map((step) => at(run, step).threads[0]?.state), ["waits", "waits", "runs"]);
  assert.deepEqual(at(run, 3).things[0]?.owners, []);
});

test("a queue holds what was put and not yet taken", () => {
  const run = told(2, "A 1 put orders 50", "A 1 put orders -30", "B 2 get orders 50");

  assert.deepEqual(last(run).things, [{ name: "orders", kind: "queue", owners: [], items: ["-30"] }]);
});

test("a list is known by its parts, also when it is read or written as a whole", () => {
  const run = told(2, "A 1 write money[0] 70", "B 2 read money [70,_120]", "A 1 read money[1] 120", "A 3 write money [1,_2]", "B 4 read money[0] 1");

  assert.deepEqual(at(run, 0).cells.map((cell) => [cell.name, cell.value]), [["money[0]", null], ["money[1]", "120"]]);
  assert.deepEqual(at(run, 4).cells.map((cell) => cell.value), ["1", "2"]);
  assert.equal(at(run, 4).threads[1]?.frames[0]?.held[0]?.stale, true);
});

test("a method that changes a set leaves its value unknown", () => {
  const run = told(1, "A 1 read flags {1}", "A 2 write flags.add(2) None");

  assert.deepEqual(last(run).cells.map((cell) => [cell.name, cell.value]), [["flags", null]]);
});

test("going below zero is pointed out once", () => {
  const run = told(1, "A 1 read n 10", "A 1 write n -5", "A 2 write n -6");

  assert.deepEqual(machinesOf(run).map((machine) => machine.moment?.kind ?? ""), ["", "", "below", ""]);
});

test("a torn read is a read between two writes of another thread's call", () => {
  const run = told(2, "A 0 call pay()", "A 1 write a 70", "B 0 call total()", "B 5 read a 70", "A 2 write b 30", "A 0 return pay() None", "B 5 read b 30");

  const kinds = machinesOf(run, "torn_read").map((machine) => machine.moment?.kind ?? "");
  assert.deepEqual(kinds, ["", "", "", "", "half", "", "", ""]);
  assert.equal(turningPoint(machinesOf(run, "lost_update")), null);
});

test("a deadlock shows who waits for what, and who holds it", () => {
  assert.equal(at(STUCK, 5).moment, null);
  assert.deepEqual(last(STUCK).moment, {
    kind: "stuck",
    circle: [
      { from: 0, waitsFor: "right", to: 1 },
      { from: 1, waitsFor: "left", to: 0 },
    ],
  });
});

test("a thread that takes its own lock a second time waits for itself", () => {
  const run = told(1, "A 1 acquire lock", "A 1 waits lock");

  assert.deepEqual(last(run).moment, { kind: "stuck", circle: [{ from: 0, waitsFor: "lock", to: 0 }] });
});

test("who waits for a thread that waits for nobody is stuck with it, without a circle", () => {
  const run = told(2, "A 1 start thread_2 2", "A 2 joins thread_2", "B 3 waits orders");

  assert.deepEqual(last(run).moment, {
    kind: "stuck",
    circle: [
      { from: 0, waitsFor: "", to: 1 },
      { from: 1, waitsFor: "orders", to: null },
    ],
  });
});

test("threads that spin are pointed out, and do not wait", () => {
  const run = told(1, "A 1 read flag True", "A 1 spins");

  assert.equal(last(run).moment?.kind, "spins");
  assert.equal(last(run).threads[0]?.state, "spins");
});
