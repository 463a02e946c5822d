// in the page
export function start(address, print) {
  const worker = new Worker(address);
  worker.onmessage = (event) => print("Sum:", event.data.sum);
  worker.postMessage({ numbers: [1, 2, 3, 4, 5] });
  print("Sent; the page goes on.");
  return worker;
}
