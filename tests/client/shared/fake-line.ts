/** A network that a test holds in its hand: time, sockets and chance. */
import type { Keeper } from "../../../client/shared/storage";
import { Line, type LineOptions, type LineState, type World } from "../../../client/shared/socket";
import type { StudentGets, StudentSends } from "../../../client/shared/wire";

/** One connection as the page sees it, and what the page sent on it. */
export class FakeSocket {
  readonly sent: StudentSends[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  send(frame: string): void {
    this.sent.push(JSON.parse(frame) as StudentSends);
  }

  close(): void {
    this.closed = true;
  }

  /** What the server does. */
  opens(): this {
    this.onopen?.();
    return this;
  }

  says(message: StudentGets): this {
    this.onmessage?.({ data: JSON.stringify(message) });
    return this;
  }

  breaks(): void {
    this.onclose?.();
  }

  types(): string[] {
    return this.sent.map((message) => message.type);
  }
}

export class FakeNet {
  readonly sockets: FakeSocket[] = [];
  readonly states: LineState[] = [];
  readonly got: StudentGets[] = [];
  readonly memory = new Map<string, string>();
  now = 0;
  /** How long the machine slept: the page's stopwatch stands still meanwhile, the clock on the wall does not. */
  slept = 0;
  reloads = 0;
  private timers: { at: number; run: () => void }[] = [];

  private readonly world: World = {
    open: () => {
      const socket = new FakeSocket();
      this.sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    now: () => this.now,
    wall: () => 1_700_000_000_000 + this.now + this.slept,
    after: (ms, run) => {
      const timer = { at: this.now + ms, run };
      this.timers.push(timer);
      return timer;
    },
    cancel: (timer) => {
      this.timers = this.timers.filter((other) => other !== timer);
    },
    chance: () => 0.5,
  };

  readonly keeper: Keeper = {
    getItem: (name) => this.memory.get(name) ?? null,
    setItem: (name, value) => void this.memory.set(name, value),
    removeItem: (name) => void this.memory.delete(name),
  };

  /** A page opens its line. */
  line(options: Partial<LineOptions<StudentSends, StudentGets>> = {}): Line<StudentSends, StudentGets> {
    return new Line<StudentSends, StudentGets>({
      url: "ws://here/ws/student",
      hello: () => ({ type: "hello", protocol: 1, room: "K7M4QX", token: null, page: null }),
      onMessage: (message) => this.got.push(message),
      onState: (state) => this.states.push(state),
      onReload: () => (this.reloads += 1),
      keep: { storage: this.keeper, name: "outbox", outlives: ({ type }) => type !== "save_draft" },
      world: this.world,
      ...options,
    });
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  get state(): LineState {
    return this.states.at(-1)!;
  }

  /** Let time pass, and do in order what falls due. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = until;
  }
}
