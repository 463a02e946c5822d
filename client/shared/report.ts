/** The judge's report, read from the text that comes with an attempt. */

import type { Report } from "./report-types";

export type { Report, Step, Witness } from "./report-types";

/** The report of an attempt; null while there is none, or when it is not one that this page knows. */
export function readReport(json: string): Report | null {
  if (json === "") return null;
  try {
    const report = JSON.parse(json) as Report;
    return report.format === 1 ? report : null;
  } catch {
    return null;
  }
}
