// One loop on the page's only thread: meanwhile the page can do nothing else.
export function busy(milliseconds) {
  const end = performance.now() + milliseconds;
  let rounds = 0;
  while (performance.now() < end) rounds += 1;
  return rounds;
}
