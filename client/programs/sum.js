// in the page
export function start(address, print) {
  const worker = new Worker(address);
  worker.onmessage = (e) => print(e.data);
  worker.postMessage([1, 2, 3, 4, 5]);
  print("Sent; the page goes on.");
  return worker;
}
