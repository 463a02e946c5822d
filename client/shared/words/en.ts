/** English.  Short, kind, exact; no exclamation marks but on the podium. */
export const en = {
  language: "en",
  product: "Threadrace",

  connection: {
    connecting: "Connecting",
    connected: "Connected",
    unsaved: "Not saved yet, trying again",
    offline: "Offline",
    offlineHint: "Offline. Your place is kept; this page comes back by itself.",
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
