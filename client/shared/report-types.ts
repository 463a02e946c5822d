// Generated from the models in schema/ by `make generate`.  Change the models, not this file.

export type Verdict = "accepted" | "lost_update" | "overdraft" | "torn_read" | "not_linearizable" | "deadlock" | "livelock" | "wrong_answer" | "exception" | "time_limit" | "memory_limit" | "rejected";

export type Proof = "all" | "all/r1" | "p2" | "p1" | "sampled";

/** How far one scenario was searched. */
export interface ScenarioExplored {
  name: string;
  schedules: number;
  proof: Proof;
}

/** How far the search went; `proof` is the weakest over the scenarios. */
export interface Explored {
  schedules: number;
  proof: Proof;
  seconds: number;
  scenarios: readonly ScenarioExplored[];
}

/** One load of the performance run. */
export interface Load {
  name: string;
  makespan_ticks: number;
  sequential_ticks: number;
  speedup: number;
}

/** How much of the work overlaps, in virtual time: the same on every machine, however busy. */
export interface Performance {
  makespan_ticks: number;
  sequential_ticks: number;
  speedup: number;
  loads: readonly Load[];
}

/** One thing that one thread did. Line 0 is the judge's own call. */
export interface Step {
  thread: number;
  line: number;
  column: number;
  op: string;
  target: string;
  value: string;
}

/** A schedule that fails, as steps. `threadrace replay` repeats it from `schedule` alone. */
export interface Witness {
  scenario: string;
  schedule: string;
  preemptions: number;
  /** Could this Python's own thread switches ever show it?  None where nobody looked. */
  gil_reachable: boolean | null;
  story: string;
  steps: readonly Step[];
  threads: readonly string[];
  expected: string;
  observed: string;
  /** Money that vanished; negative if it was made. */
  lost: number;
}

/** A report as the confined process makes it. */
export interface Claim {
  format: 1;
  challenge: string;
  verdict: Verdict;
  accepted: boolean;
  score: number;
  seed: number;
  judge_version: string;
  python: string;
  explored: Explored;
  performance: Performance | null;
  witness: Witness | null;
  message: string;
  /** The line of the submission to look at first. */
  line: number | null;
}

/** A report that the server stands for; `sandbox` says how the run was confined. */
export interface Report {
  format: 1;
  challenge: string;
  verdict: Verdict;
  accepted: boolean;
  score: number;
  seed: number;
  judge_version: string;
  python: string;
  explored: Explored;
  performance: Performance | null;
  witness: Witness | null;
  message: string;
  /** The line of the submission to look at first. */
  line: number | null;
  sandbox: string;
}
