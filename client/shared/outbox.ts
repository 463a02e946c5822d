/** What was asked of the server and not yet answered.  Pure values; `socket.ts` sends them. */

export interface Keyed {
  readonly type: string;
  readonly key: string;
}

/** A request that waits for its `done`.  Of those with the same `slot` only the newest is worth sending.  `about` is
 *  what a person calls what it concerns, for when it must be spoken of much later; may be empty. */
export interface Waiting<Request extends Keyed> {
  readonly request: Request;
  readonly slot: string;
  readonly about: string;
}

export type Outbox<Request extends Keyed> = readonly Waiting<Request>[];

/** Put a request in; it takes the place of an older one in its slot.  An empty slot replaces nothing. */
export function put<R extends Keyed>(outbox: Outbox<R>, request: R, slot = "", about = ""): Outbox<R> {
  return [...outbox.filter((waiting) => slot === "" || waiting.slot !== slot), { request, slot, about }];
}

/** Take out the request with this key: it was carried out, or never will be. */
export function settle<R extends Keyed>(outbox: Outbox<R>, key: string | null): Outbox<R> {
  return outbox.filter((waiting) => waiting.request.key !== key);
}

/** What a page left behind before it was closed or reloaded; nothing if that cannot be read. */
export function restored<R extends Keyed>(text: string | null): Outbox<R> {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found.filter(isWaiting<R>).map((waiting) => ({ ...waiting, about: waiting.about ?? "" })) : [];
  } catch {
    return [];
  }
}

/** An older version of the page did not write `about`. */
type Written<R extends Keyed> = Omit<Waiting<R>, "about"> & Partial<Waiting<R>>;

function isWaiting<R extends Keyed>(value: unknown): value is Written<R> {
  const { request, slot } = (value ?? {}) as Partial<Waiting<R>>;
  return typeof slot === "string" && typeof request?.key === "string" && typeof request.type === "string";
}
