/** The judge's report, as much of it as a screen shows: `schema/report.py` says all that stands in it. */

export interface WitnessStep {
  readonly thread: number;
  readonly line: number;
  readonly op: string;
  readonly target: string;
  readonly value: string;
}

/** The schedule that made a submission fail, step by step. */
export interface Witness {
  readonly scenario: string;
  readonly schedule: string;
  readonly preemptions: number;
  readonly gil_reachable: boolean | null;
  readonly story: string;
  readonly steps: readonly WitnessStep[];
  readonly expected: string;
  readonly observed: string;
}

export interface Report {
  readonly explored: { readonly schedules: number; readonly proof: string } | null;
  readonly witness: Witness | null;
}

/** The report in an attempt; null while there is none, or when it cannot be read. */
export function readReport(json: string): Report | null {
  if (json === "") return null;
  try {
    const { explored, witness } = JSON.parse(json) as Partial<Report>;
    return { explored: explored ?? null, witness: witness && Array.isArray(witness.steps) ? witness : null };
  } catch {
    return null;
  }
}
