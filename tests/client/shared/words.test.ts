import assert from "node:assert/strict";
import { test } from "node:test";
import { studentWords } from "../../../client/student/words";
import { wordsFor } from "../../../client/shared/words";

/** Every sentence of a dictionary, with 3 and 7 for what it is told. */
function sentences(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return [String((words as (...given: unknown[]) => unknown)(3, 7))];
  return Object.values(words as object).flatMap(sentences);
}

/** The names under which a dictionary has its sentences. */
function names(words: unknown, path = ""): string[] {
  if (typeof words !== "object" || words === null) return [path];
  return Object.entries(words).flatMap(([name, inner]) => names(inner, `${path}.${name}`));
}

for (const dictionary of [wordsFor, studentWords]) {
  test(`${dictionary.name}: German says everything that English says`, () => {
    assert.deepEqual(names(dictionary("de-CH")).sort(), names(dictionary("en")).sort());
    assert.ok(sentences(dictionary("de")).every((sentence) => sentence.trim() !== ""));
  });
}

test("only the podium raises its voice", () => {
  for (const language of ["en", "de"]) {
    const { podium, ...others } = studentWords(language);
    assert.ok(sentences(podium).some((sentence) => sentence.includes("!")));
    assert.deepEqual([...sentences(others), ...sentences(wordsFor(language))].filter((said) => said.includes("!")), []);
  }
});

test("a language that is not there is English", () => {
  assert.equal(wordsFor("fr").language, "en");
  assert.equal(wordsFor(undefined).language, "en");
});

test("English ranks have their endings", () => {
  const { rankOf } = wordsFor("en");

  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 112, 123].map((rank) => rankOf(rank, 200).split(" ")[0]), [
    "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "123rd",
  ]);
});
