/** The programs of `client/programs`, run for real: their files are the ones that the lesson shows. */

import { busy } from "../programs/busy";
import busyWorker from "../programs/busy.worker.js";
import { start as startSum } from "../programs/sum";
import sumWorker from "../programs/sum.worker.js";
import { trustedScript } from "../shared/trusted";

const BUSY_MS = 1000;

/** Run an example; what it prints goes to `print`, line by line.  Returns how to stop it. */
export function run(program: string, print: (line: string) => void): () => void {
  if (program !== "sum-in-a-worker") throw new Error(`there is no program ${program}`);
  const worker = startSum(trustedScript(sumWorker), (...words) => print(words.join(" ")));
  return () => worker.terminate();
}

/** Compute for a second: in this thread, or in a worker.  Resolves when it is over. */
export async function compute(where: "main-thread" | "worker"): Promise<void> {
  if (where === "main-thread") busy(BUSY_MS);
  else await inWorker();
}

function inWorker(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trustedScript(busyWorker));
    worker.onmessage = () => {
      worker.terminate();
      resolve();
    };
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(event.message));
    };
    worker.postMessage(BUSY_MS);
  });
}
