/** English.  Short, kind, exact; no exclamation marks but on the podium. */
export const en = {
  language: "en",
  product: "Threadrace",

  connection: {
    connecting: "Connecting",
    connected: "Connected",
    unsaved: "Not saved yet, trying again",
    offline: "Offline",
    offlineHint: "Your place is kept; this page comes back by itself.",
  },

  theme: { toDark: "Dark", toLight: "Light" },

  verdict: {
    accepted: "Accepted",
    lost_update: "Lost update",
    overdraft: "Overdraft",
    torn_read: "Torn read",
    not_linearizable: "Not linearizable",
    deadlock: "Deadlock",
    livelock: "Livelock",
    wrong_answer: "Wrong answer",
    exception: "Exception",
    time_limit: "Time limit",
    memory_limit: "Memory limit",
    rejected: "Rejected",
  },

  run: {
    process: "Process",
    heap: "Heap",
    heapHint: "shared by all threads",
    stack: (thread: string) => `Stack of thread ${thread}`,
    code: "Source",
    thread: (letter: string) => `Thread ${letter}`,
    ahead: "not started",
    done: "ended",
    spins: "goes round",
    waitsFor: (thing: string) => `waits for ${thing}`,
    heldBy: "held by",
    free: "free",
    empty: "empty",
    unknown: "not known",
    stale: "out of date",
    writtenBy: (letter: string) => `written by ${letter}`,
    lostAmount: (amount: string, letter: string) => `${amount} of ${letter} lost`,
    lostWrite: (letter: string) => `${letter}'s write lost`,
    gaveBack: (value: string) => `gave back ${value}`,
    does: (letter: string, verb: string, target: string, value: string) =>
      [letter, verb, target].filter(Boolean).join(" ") + (value === "" ? "." : `: ${value}.`),
    op: {
      read: "reads",
      write: "writes",
      acquire: "takes",
      release: "gives back",
      fail: "does not get",
      timeout: "gives up waiting for",
      notify: "wakes who waits for",
      wake: "is woken from waiting for",
      wait: "goes to wait for",
      call: "calls",
      return: "returns from",
      start: "starts",
      join: "has waited for the end of",
      sleep: "sleeps",
      waits: "waits for",
      joins: "waits for the end of",
      spins: "goes round without getting on",
      local: "sets",
      put: "puts into",
      get: "takes out of",
    } as Record<string, string>,
    moment: {
      lost: (by: string, whose: string, amount: string) =>
        amount === ""
          ? `${by} writes over what ${whose} has written, without having seen it.`
          : `${by} writes over what ${whose} has written, without having seen it: ${amount} is lost.`,
      half: (by: string, amid: string) => `${by} looks while ${amid} is only half done.`,
      below: (cell: string) => `${cell} is below zero.`,
      link: (from: string, thing: string, to: string) =>
        to === "" ? `${from} waits for ${thing}, and nobody comes.` : `${from} waits for ${thing}, which ${to} holds.`,
      linkEnd: (from: string, to: string) =>
        to === "" ? `${from} waits for a thread that never ends.` : `${from} waits for ${to} to end.`,
      stuck: "Nobody can go on.",
      spins: "They go round and round, and none gets on.",
    },
    beginning: "Before the first step.",
    place: (at: number, of: number) => `Step ${at} of ${of}`,
    play: "Play",
    pause: "Pause",
    again: "Play again",
    step: "Next step",
    back: "One step back",
    speed: (factor: string) => `Speed ${factor}`,
    position: "Place in the run",
    timeline: "All steps, a row for each thread",
    follow: "Follow the projector",
    following: "You follow the projector. Move, and you walk at your own pace.",
    ownPace: (at: number) => `The projector is at step ${at}.`,
    toTurning: "Where it goes wrong",
  },

  points: (points: number) => (points === 1 ? "1 point" : `${points} points`),
  rankOf: (rank: number, of: number) => `${ordinal(rank)} of ${of}`,
  startNumber: (number: number) => `Number ${number}`,
  timeLeft: "Time left",
  timeUp: "Time is up",
  paused: "Paused",
  secondsLeft: (seconds: number) => (seconds >= 60 ? "One minute left" : `${seconds} seconds left`),
  right: "right",
  wrong: "wrong",
};

function ordinal(rank: number): string {
  const teens = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = teens ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${rank}${ending}`;
}

/** Every language says the same things: the others are checked against this one. */
export type Dictionary = typeof en;
