/** What the server takes as text: no NUL, no half of a character, and only so much of it. */

import { SOURCE_BYTES_MAX } from "../shared/wire";

/** The text without what could not be stored. */
export function storable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, "");
}

/** Whether a source is longer than the server takes, in bytes of UTF-8. */
export function isTooLong(source: string): boolean {
  return new TextEncoder().encode(source).length > SOURCE_BYTES_MAX;
}
