// on the page's only thread,
// which can do nothing else meanwhile
export function busy(milliseconds) {
  const end = performance.now() + milliseconds;
  let rounds = 0;
  while (performance.now() < end) rounds += 1;
  return rounds;
}
