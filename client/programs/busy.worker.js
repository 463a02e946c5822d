// the same loop, on a thread of its own
self.onmessage = (e) => {
  const end = performance.now() + e.data;
  let rounds = 0;
  while (performance.now() < end) rounds += 1;
  self.postMessage(rounds);
};
