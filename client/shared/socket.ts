/** The line to the server.  It comes back by itself, notices a dead Wi-Fi, and repeats what was not answered. */

import { delayBefore } from "./backoff";
import { type Keyed, type Outbox, put, restored, settle, type Waiting } from "./outbox";
import { keptByTab, type Keeper } from "./storage";
import type { Bye, Done, Ping, Pong, Refused, SceneShown } from "./wire";
import { type Sentences, translated } from "./words/server";

/** What any audience is sent that concerns the line itself. */
type About = Bye | Pong | Refused | Done;

/** How the line is.  `unsaved` counts the requests that the server has not yet answered; they are `overdue` when one
 *  of them had to be sent again, or has waited for more than a moment. */
export interface LineState {
  readonly status: "connecting" | "connected" | "offline" | "ended";
  readonly unsaved: number;
  readonly overdue: boolean;
  /** Why the server ended it for good; null unless `ended`. */
  readonly bye: Bye | null;
  /** Why it is offline, where that is known. */
  readonly why?: string;
}

export interface LineOptions<Sends, Gets> {
  readonly url: string;
  /** The first message of every connection, made anew each time. */
  readonly hello: () => Sends;
  /** `at`: when it left the server, by the page's stopwatch, as far as one can tell. */
  readonly onMessage: (message: Gets, at: number) => void;
  /** The server has refused a request for good, perhaps one that the page before a reload had sent. */
  readonly onRefused?: (waiting: Waiting<Sends & Keyed>, why: Refused) => void;
  /** In which the server's sentences are to be said; English where it is left out. */
  readonly language?: () => string;
  /** German for what the server says to this page only. */
  readonly sentences?: Sentences;
  readonly onState: (state: LineState) => void;
  /** A line could not even be opened: finds out more than a browser tells, in words; empty where there is no more. */
  readonly whyShut?: () => Promise<string>;
  /** The server has a newer page than this one. */
  readonly onReload: () => void;
  /** After how long a request is no longer worth sending when the line comes back, and who is told which were not;
   *  absent where every one is worth it for ever. */
  readonly stale?: { readonly afterMs: number; readonly onDrop: (request: Sends & Keyed) => void };
  /** Where unanswered requests outlive the page, but for those that the next page asks anew if it still wants to;
   *  absent where they need not. */
  readonly keep?: { readonly storage: Keeper; readonly name: string; readonly outlives: (request: Sends & Keyed) => boolean };
  readonly world?: World;
}

/** What the line needs of the browser; tests bring their own. */
export interface World {
  readonly open: (url: string) => WebSocket;
  /** The page's stopwatch, which may stand still while the machine sleeps. */
  readonly now: () => number;
  /** The machine's clock, which anybody may set. */
  readonly wall: () => number;
  readonly after: (ms: number, run: () => void) => unknown;
  readonly cancel: (timer: unknown) => void;
  readonly chance: () => number;
}

export const PING_EVERY_MS = 10_000;
export const DEAD_AFTER_MS = 15_000;
export const OVERDUE_AFTER_MS = 1500;
export const STEADY_AFTER_MS = 5000; // a line that ends sooner was none, and the pauses go on growing
export const SOON_MS = 1000;
export const KNOCKING_MS = 2000; // a server that is there has answered by then
export const SLEPT_MS = 2000; // a nap so short makes no clock wrong by more than that

export class Line<Sends extends { readonly type: string }, Gets extends { readonly type: string }> {
  private readonly world: World;
  private socket: WebSocket | null = null;
  private outbox: Outbox<Sends & Keyed>;
  private status: LineState["status"] = "connecting";
  private bye: Bye | null = null;
  private why = "";
  private attempts = 0;
  private heardAt = 0;
  private ahead = 0; // of the stopwatch, the machine's clock, when this connection was begun
  private quickest = Infinity; // of all ways of a scene on this connection, less what lies between the clocks' zeros
  private openedAt: number | null = null;
  private steady = false;
  private askedAt: number | null = null;
  private pulse: unknown = null;
  private retry: unknown = null;
  private asked = new Map<string, { readonly now: number; readonly wall: number }>();
  private repeats = new Map<string, number>();
  private resting = new Map<string, { readonly at: number; readonly timer: unknown }>();
  private overdue: boolean;

  constructor(private readonly options: LineOptions<Sends, Gets>) {
    this.world = options.world ?? browser;
    this.outbox = this.worthKeeping(restored(options.keep?.storage.getItem(options.keep.name) ?? null));
    this.overdue = this.outbox.length > 0;
    this.connect();
  }

  /** Send once, if the line is there; for what is not worth repeating. */
  send(message: Sends): void {
    if (this.status === "connected") this.write(message);
  }

  /** Send until it is answered.  A newer request in the same slot replaces an older one that still waits. */
  ask(request: Sends & Keyed, slot = "", about = ""): void {
    this.outbox = put(this.outbox, request, slot, about);
    this.asked.set(request.key, { now: this.world.now(), wall: this.world.wall() });
    this.remember();
    this.send(request);
    this.world.after(OVERDUE_AFTER_MS, () => this.late(request.key));
    this.tell();
  }

  /** What was asked, by this page or the one before it, and has no answer yet. */
  get waiting(): readonly (Sends & Keyed)[] {
    return this.outbox.map(({ request }) => request);
  }

  /** Try now instead of at the end of the pause: the network is back, or the page is looked at again. */
  wake(): void {
    if (this.status === "offline" && this.socket === null) this.connect();
    else if (this.isStuck() || this.hasSlept()) this.beginAnew();
    else if (this.status === "connected") this.askPulse();
  }

  /** Hang up for good. */
  close(): void {
    this.finish(null);
  }

  private connect(): void {
    this.world.cancel(this.retry);
    this.status = this.attempts === 0 ? "connecting" : this.status;
    this.heardAt = this.world.now();
    this.ahead = this.world.wall() - this.world.now();
    this.quickest = Infinity;
    this.openedAt = null;
    this.steady = false;
    this.askedAt = null;
    const socket = this.world.open(this.options.url);
    this.socket = socket;
    socket.onopen = () => socket === this.socket && this.opened();
    socket.onmessage = (event) => socket === this.socket && this.heard(String(event.data));
    socket.onclose = () => socket === this.socket && this.lost();
    this.beat();
    this.tell();
  }

  private opened(): void {
    this.status = "connected";
    this.why = "";
    this.heardAt = this.openedAt = this.world.now();
    this.write(this.options.hello());
    this.dropStale();
    for (const { request } of this.outbox) this.write(request);
    this.beat();
    this.tell();
  }

  /** Somebody may have done something else meanwhile, which a request from before must not undo. */
  private dropStale(): void {
    const { stale } = this.options;
    if (!stale) return;
    for (const { request } of this.outbox) {
      if (this.ageOf(request.key) <= stale.afterMs) continue;
      this.settled(request.key);
      stale.onDrop(request);
    }
  }

  private ageOf(key: string): number {
    const asked = this.asked.get(key);
    return asked ? Math.max(this.world.now() - asked.now, this.world.wall() - asked.wall) : Infinity;
  }

  private heard(frame: string): void {
    this.heardAt = this.world.now();
    this.askedAt = null;
    const { language, sentences } = this.options;
    const message = translated(JSON.parse(frame) as Gets | About, language?.() ?? "en", sentences);
    if (message.type !== "bye") this.steady = true;
    switch (message.type) {
      case "pong":
        return;
      case "done":
        this.settled((message as Done).key);
        break;
      case "refused":
        this.refused(message as Refused);
        break;
      case "bye":
        this.farewell(message as Bye);
        break;
      case "scene":
      case "you":
        this.restNoLonger();
        break;
    }
    this.options.onMessage(message as Gets, this.heardAt - this.delayOf(message));
  }

  /** A network that stalls holds frames back, and a clock in them has gone on meanwhile.  What one frame took longer on
   *  its way than the quickest of this connection is known, though neither clock knows the other's zero. */
  private delayOf(message: Gets | About): number {
    const { at_ms: at } = message as Partial<SceneShown>;
    if (!at) return 0;
    const took = this.heardAt - at;
    this.quickest = Math.min(this.quickest, took);
    return took - this.quickest;
  }

  private refused(why: Refused): void {
    const { key, retry } = why;
    if (!retry || key === null) return this.refusedForGood(why);
    const times = this.repeats.get(key) ?? 0;
    this.overdue = true;
    this.repeats.set(key, times + 1);
    this.rest(key, delayBefore(times, this.world.chance()));
    this.tell();
  }

  private rest(key: string, ms: number): void {
    const timer = this.world.after(ms, () => this.again(key));
    this.resting.set(key, { at: this.world.now() + ms, timer });
  }

  /** The server shows everybody the stage anew when its database is back, so that nobody need wait to the end of a
   *  long pause; the class does not come in one instant. */
  private restNoLonger(): void {
    for (const [key, { at, timer }] of this.resting) {
      const soon = this.world.chance() * SOON_MS;
      if (this.world.now() + soon >= at) continue;
      this.world.cancel(timer);
      this.rest(key, soon);
    }
  }

  private refusedForGood(why: Refused): void {
    const waiting = this.outbox.find(({ request }) => request.key === why.key);
    this.settled(why.key);
    if (waiting) this.options.onRefused?.(waiting, why);
  }

  private again(key: string): void {
    this.resting.delete(key);
    const waiting = this.outbox.find(({ request }) => request.key === key);
    if (waiting) this.send(waiting.request);
  }

  private late(key: string): void {
    if (!this.outbox.some(({ request }) => request.key === key)) return;
    this.overdue = true;
    this.tell();
  }

  private settled(key: string | null): void {
    this.outbox = settle(this.outbox, key);
    this.overdue &&= this.outbox.length > 0;
    if (key !== null) this.forget(key);
    this.remember();
    this.tell();
  }

  private forget(key: string): void {
    this.world.cancel(this.resting.get(key)?.timer);
    this.resting.delete(key);
    this.repeats.delete(key);
    this.asked.delete(key);
  }

  private farewell(bye: Bye): void {
    if (bye.reason === "reload") this.options.onReload();
    if (bye.come_back) this.why = bye.text;
    else this.finish(bye);
  }

  private explain(why: string): void {
    if (this.status === "connected") return;
    this.why = why;
    this.tell();
  }

  private finish(bye: Bye | null): void {
    this.status = "ended";
    this.bye = bye;
    this.drop();
    this.world.cancel(this.retry);
    this.tell();
  }

  private lost(): void {
    this.drop();
    this.status = "offline";
    if (this.openedAt === null) void this.options.whyShut?.().then((why) => this.explain(why));
    else if (this.steady && this.world.now() - this.openedAt >= STEADY_AFTER_MS) this.attempts = 0;
    this.retry = this.world.after(delayBefore(this.attempts, this.world.chance()), () => this.connect());
    this.attempts += 1;
    this.tell();
  }

  /** The page's clocks stood still while the machine slept, so they show more time than there is. */
  private hasSlept(): boolean {
    return this.status === "connected" && this.world.wall() - this.world.now() - this.ahead > SLEPT_MS;
  }

  /** It knocks where nobody is any more: it was begun on a network that is gone. */
  private isStuck(): boolean {
    const knocks = this.socket !== null && this.openedAt === null;
    return knocks && this.world.now() - this.heardAt > KNOCKING_MS;
  }

  /** The server shows everything as it is now to who comes back. */
  private beginAnew(): void {
    this.lost();
    this.connect();
  }

  private beat(): void {
    this.world.cancel(this.pulse);
    if (this.hasSlept()) return this.beginAnew();
    const now = this.world.now();
    const patience = this.askedAt === null ? now - this.heardAt : now - this.askedAt + PING_EVERY_MS;
    const due = this.status === "connected" && this.askedAt === null ? PING_EVERY_MS : DEAD_AFTER_MS;
    if (patience < due) this.pulse = this.world.after(due - patience, () => this.beat());
    else if (due === PING_EVERY_MS) this.askPulse();
    else this.lost();
  }

  /** A page that slept may be late to ask; so the answer has its five seconds from the question on. */
  private askPulse(): void {
    this.askedAt ??= this.world.now();
    this.send({ type: "ping" } satisfies Ping as unknown as Sends);
    this.beat();
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.world.cancel(this.pulse);
    socket?.close();
  }

  private write(message: Sends): void {
    this.socket?.send(JSON.stringify(message));
  }

  private remember(): void {
    const { keep } = this.options;
    if (!keep) return;
    const left = this.worthKeeping(this.outbox);
    if (left.length > 0) keep.storage.setItem(keep.name, JSON.stringify(left));
    else keep.storage.removeItem(keep.name);
  }

  private worthKeeping(outbox: Outbox<Sends & Keyed>): Outbox<Sends & Keyed> {
    return outbox.filter(({ request }) => this.options.keep?.outlives(request));
  }

  private tell(): void {
    const { status, overdue, bye, why } = this;
    this.options.onState({ status, unsaved: this.outbox.length, overdue, bye, ...(why && { why }) });
  }
}

const browser: World = {
  open: (url) => new WebSocket(url),
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, run) => setTimeout(run, ms),
  cancel: (timer) => clearTimeout(timer as number | undefined),
  chance: Math.random,
};

/** The address of a socket on the server that this page came from. */
export function socketUrl(audience: "student" | "console" | "projector", page: Location = location): string {
  return `${page.protocol === "https:" ? "wss" : "ws"}://${page.host}/ws/${audience}`;
}

/** Wake a line whenever the network or the person comes back. */
export function wakeOnReturn(line: { wake(): void }): void {
  window.addEventListener("online", () => line.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") line.wake();
  });
}

/** Reload for a newer page, but not again within a minute: a server that keeps asking is itself the trouble. */
export function reloadOnce(storage: Keeper = keptByTab): void {
  const last = Number(storage.getItem("threadrace.reloaded") ?? 0);
  if (Date.now() - last < 60_000) return;
  storage.setItem("threadrace.reloaded", String(Date.now()));
  location.reload();
}

/** A key for a request, or a part of a token: 128 random bits in hexadecimal. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
