// in the worker, which sees a copy
self.onmessage = (e) => {
  const sum = e.data.reduce((a, b) => a + b);
  self.postMessage(`Sum: ${sum}`);
};
