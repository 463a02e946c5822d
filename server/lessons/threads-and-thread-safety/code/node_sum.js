const wt = require("worker_threads");

if (wt.isMainThread) {
  const worker = new wt.Worker(__filename);
  worker.on("message", console.log);
  worker.postMessage(10);
} else {
  wt.parentPort.once("message", (n) => {
    let sum = 0;
    for (let i = 1; i <= n; i++) sum += i;
    wt.parentPort.postMessage(sum);
  });
}
