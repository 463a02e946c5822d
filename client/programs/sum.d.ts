export function start(address: string, print: (...words: readonly unknown[]) => void): Worker;
