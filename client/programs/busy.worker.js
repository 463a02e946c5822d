// The same loop on a thread of its own: a message starts it, a message brings what came of it.
self.onmessage = (event) => {
  const end = performance.now() + event.data.milliseconds;
  let rounds = 0;
  while (performance.now() < end) rounds += 1;
  self.postMessage({ rounds });
};
