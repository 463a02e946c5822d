/** What the server takes as text: no NUL, no half of a character, and only so much of it. */

import { SOURCE_BYTES_MAX } from "../shared/wire";

/** In a message, which may not be longer than 64 kB, control characters take six bytes each. */
const WRITTEN_BYTES_MAX = 60_000;

/** The text without what could not be stored. */
export function storable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, "");
}

/** Whether a source is longer than the server takes, in bytes of UTF-8; as it stands, or as a message writes it. */
export function isTooLong(source: string): boolean {
  return bytesOf(source) > SOURCE_BYTES_MAX || bytesOf(JSON.stringify(source)) > WRITTEN_BYTES_MAX;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
