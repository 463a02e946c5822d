export function busy(milliseconds: number): number;
