// Generated from the models in schema/ by `make generate`.  Change the models, not this file.

export const PROTOCOL = 1;

export const SOURCE_BYTES_MAX = 16384;

export type Activity = "counter" | "main-thread" | "worker" | "processes";

export type BarName = "main-thread" | "worker" | "one" | "threads" | "processes" | "free-threads";

export type Form = "single" | "multiple" | "truefalse" | "numeric" | "text" | "ordering" | "matching" | "poll";

export type RoundState = "ready" | "open" | "closed" | "revealed";

export type Verdict = "accepted" | "lost_update" | "overdraft" | "torn_read" | "not_linearizable" | "deadlock" | "livelock" | "wrong_answer" | "exception" | "time_limit" | "memory_limit" | "rejected";

export type Scene = LobbyScene | SlideScene | TermsScene | TourScene | QuestionScene | RaceScene | ReplayScene | CodeScene | ExperimentScene | LeaderboardScene | LearnedScene | PodiumScene;

export type AnswerValue = Pick | Picks | Figure | Words | Order | Pairs;

export type Mode = "code" | "blocks";

export type StudentSends = StudentHello | Join | SuggestName | Answer | Submit | SaveDraft | OpenHint | Predict | AskTrial | ReportTrial | NameReplay | Ping;

export type StudentGets = StudentWelcome | Suggestion | SceneShown | You | Turn | Done | Refused | Bye | Pong;

export type ProjectorSends = ProjectorHello | Ping;

export type ProjectorGets = ProjectorWelcome | SceneShown | Counted | Refused | Bye | Pong;

export type ConsoleSends = ConsoleHello | OpenRoom | WatchRoom | ShowStep | OpenQuestion | CloseQuestion | RevealAnswer | OpenRace | CloseRace | TakePredictions | StartTrials | CompareResults | FreezeRace | RevealLane | RevealLanes | Pause | Resume | ExtendTime | ShowLeaderboard | HideLeaderboard | MoveRun | ShowReplay | HideReplay | LockRoom | SetApproval | Admit | TurnAway | ClearNewcomers | DeviceAsked | SignOut | RenamePlayer | RemovePlayer | EndLesson | SubmissionsAsked | ClassBoardAsked | Ping;

export type ConsoleGets = ConsoleWelcome | Desk | Roster | SceneShown | Counted | LiveAnswers | FailedRuns | Submissions | DeviceLink | ClassBoard | Trouble | Judge | Done | Refused | Bye | Pong;

export type Fetched = Glossary | Summary;

export interface CodeTab {
  label: string;
  code_html: string;
  /** The page's own program that runs this; empty: only to be read. */
  program: string;
}

/** Examples, one tab each; side by side where there is room. */
export interface CodeScene {
  kind: "code";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  title: string;
  intro_html: string;
  tabs: readonly CodeTab[];
}

/** One number to predict. */
export interface Ask {
  low: number;
  high: number;
  /** The smallest step of the control. */
  by: number;
}

/** From `low` to `high`, both included: how many predicted it, and how many runs showed it. */
export interface Bin {
  low: number;
  /** None: or more. */
  high: number | null;
  predicted: number;
  shown: number;
  /** Runs of the counter without our switches. */
  plain: number;
}

/** Milliseconds, or how many times as fast as one thread alone. */
export interface Bar {
  what: BarName;
  value: number;
  /** The class's middle prediction. */
  predicted: number | null;
  workers: number;
}

/** What the class predicted and found. */
export interface Found {
  bins: readonly Bin[];
  bars: readonly Bar[];
  learned_html: string;
  /** Why nothing could be measured; empty when something was. */
  why: string;
  /** The machine had other work while it measured. */
  busy: boolean;
}

/** An experiment in one of its four states. Counters are 0 for students, `found` comes when compared. */
export interface ExperimentScene {
  kind: "experiment";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  state: "ready" | "predicting" | "running" | "compared";
  activity: Activity;
  runs_on: "server" | "page" | "once";
  title: string;
  prompt_html: string;
  code_html: string;
  asks: readonly Ask[];
  /** Students who have predicted. */
  predicted: number;
  /** Students who have run it. */
  tried: number;
  runs: number;
  /** Students who are here. */
  of: number;
  /** The server is measuring just now. */
  measuring: boolean;
  found: Found | null;
  /** Why this cannot be run on this server; empty when it can. */
  off: string;
}

/** A line of the source. Lines that are not the viewer's to see are left out, so numbers may jump. */
export interface RunLine {
  number: number;
  text: string;
}

/** A place on the heap that is there before the first step. */
export interface RunCell {
  name: string;
  value: string;
}

/** One thing that one thread does. Line 0 is not a line of the source: the call that the thread makes. */
export interface RunStep {
  /** From 0: A, B, C.  -1 is nobody's: the process as a whole. */
  thread: number;
  line: number;
  /** read, write, acquire, release, waits, call, return, local, note, … */
  op: string;
  target: string;
  value: string;
  /** The author's words about this step; empty in a witness. */
  says_html: string;
}

export interface Run {
  lines: readonly RunLine[];
  /** What each thread does, in a few words. */
  threads: readonly string[];
  cells: readonly RunCell[];
  steps: readonly RunStep[];
}

/** Time left when the scene was made. A browser counts down from its arrival with its own stopwatch, less what `at_ms` tells of the way. */
export interface Clock {
  state: "running" | "paused" | "stopped";
  remaining_ms: number;
  total_ms: number;
}

/** One row of a leaderboard. `number` is the start number, the student's for the whole lesson. */
export interface BoardRow {
  player: string;
  number: number;
  name: string;
  points: number;
  rank: number;
  /** Rank at the last board shown; None for who was not on it. */
  rank_before: number | null;
  /** Points since the last board shown. */
  gained: number;
}

/** A student in the lobby, in order of arrival. */
export interface Starter {
  player: string;
  number: number;
  name: string;
}

export interface Term {
  term: string;
  meaning_html: string;
  /** A picture or a few lines of code; may be empty. */
  example_html: string;
}

/** How often one answer was given. For typed answers `label` is what students typed: plain text. */
export interface Tally {
  label: string;
  count: number;
  /** None in a poll, which has no right answer. */
  right: boolean | null;
  /** What its wrong answers stand for, in a few words; empty where it is not worth a word. */
  misconception: string;
}

/** A misconception, and what mends it. */
export interface Belief {
  name: string;
  mend_html: string;
  /** What to read next; may be empty. */
  read_html: string;
}

/** What is shown once the answer is out. */
export interface Reveal {
  /** One per option or, in a matching, per item; else the most frequent. */
  tallies: readonly Tally[];
  /** The right answer in words; empty in a poll. */
  right_label: string;
  /** Ordering: option indexes in the right order.  Matching: for each item, its option. */
  right_order: readonly number[];
  explanation_html: string;
  /** For each option why it tempts; empty where nothing is said. */
  whys_html: readonly string[];
  answered: number;
  /** Students whose answer was fully right. */
  right_count: number;
}

/** Before the first step: how to join. `starters` is for projector and console; empty for students. */
export interface LobbyScene {
  kind: "lobby";
  starters: readonly Starter[];
  /** Who comes now waits until the instructor lets them in. */
  approval: boolean;
  /** How many wait; for the projector and the console. */
  waiting: number;
}

export interface SlideScene {
  kind: "slide";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  title: string;
  body_html: string;
}

export interface TermsScene {
  kind: "terms";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  title: string;
  terms: readonly Term[];
}

/** A run that the class walks through. `at` is how many of its steps the projector shows as done. */
export interface TourScene {
  kind: "tour";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  title: string;
  run: Run;
  at: number;
}

/** A question in one of its four states. Options come when it opens, the reveal when it is revealed. */
export interface QuestionScene {
  kind: "question";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  number: number;
  of: number;
  form: Form;
  state: RoundState;
  title: string;
  prompt_html: string;
  /** Empty while `ready`, and for typed answers. */
  options_html: readonly string[];
  /** Matching: what the options belong to. */
  items_html: readonly string[];
  /** Numeric: what the number counts; may be empty. */
  unit: string;
  /** What a right answer is worth, without speed; 0 in a poll. */
  points: number;
  clock: Clock;
  reveal: Reveal | null;
}

/** A verdict on a lane. */
export interface Mark {
  verdict: Verdict;
  /** Money that vanished in the failing run; negative if it was made. */
  lost: number;
}

/** One student's lane in a race, for the projector and the console. */
export interface Lane {
  player: string;
  number: number;
  name: string;
  /** Verdicts so far, oldest first. */
  attempts: readonly Mark[];
  /** Submissions behind the frozen board, not told yet. */
  hidden: number;
  /** A submission is being judged. */
  waiting: boolean;
  /** Race time of the accepted submission. */
  finished_ms: number | null;
  /** How much of the accepted one's work overlaps; 0 if not measured. */
  speedup: number;
  /** Order of finish, from 1. */
  place: number | null;
  points: number;
  /** Bonus challenges solved. */
  bonus: number;
}

/** A piece of a program that is put together from blocks. Its code begins at the left margin. */
export interface Block {
  code: string;
  /** The same, coloured. */
  code_html: string;
  /** Given ones: where it stands, in steps of four blanks.  None: to be placed. */
  indent: number | null;
}

/** One challenge of a race: the first is the race's own, the others are for those who are ahead. */
export interface Lap {
  title: string;
  challenge: string;
  statement_html: string;
  starter: string;
  points: number;
  /** How many there are. */
  hints: number;
  /** Points that each costs. */
  hint_price: number;
  /** All of them, when the race is over; until then, none. */
  hints_html: readonly string[];
  /** The Parsons version; empty where there is none. */
  blocks: readonly Block[];
}

/** A race. `laps` are for students, `lanes` for the projector and the console. */
export interface RaceScene {
  kind: "race";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  state: "ready" | "open" | "closed";
  title: string;
  challenge: string;
  statement_html: string;
  points: number;
  laps: readonly Lap[];
  clock: Clock;
  lanes: readonly Lane[];
  finished: number;
  /** Students who have submitted at least once. */
  racing: number;
  /** The board tells nothing new until its lanes are revealed. */
  frozen: boolean;
  /** Whose lane was revealed last. */
  revealed: string | null;
  /** By the whole class, in all races of the lesson so far. */
  money_lost: number;
  /** Why code cannot be run on this server; empty when it can. */
  off: string;
}

/** How one failed submission failed, for projector and console; students go on with what they do. */
export interface ReplayScene {
  kind: "replay";
  /** The race that it was submitted in. */
  step: number;
  /** Which replay of this room it is: another number, another run. */
  serial: number;
  title: string;
  verdict: Verdict;
  /** Whose it is; empty unless they agreed to be named. */
  name: string;
  /** Their start number; None unless they agreed. */
  number: number | null;
  /** What happened, in a sentence or two. */
  story: string;
  expected: string;
  observed: string;
  run: Run;
  at: number;
}

/** The board between steps. At most 40 rows; a student finds their own place in `you`. */
export interface LeaderboardScene {
  kind: "leaderboard";
  rows: readonly BoardRow[];
  /** How many are on the whole board. */
  of: number;
}

/** So many of those who answered a question fell for a misconception. */
export interface Fell {
  /** The number of the question. */
  question: number;
  fell: number;
  answered: number;
}

/** One misconception in this class: at the first question that touches it, and at the last. */
export interface LearnedRow {
  belief: Belief;
  first: Fell;
  /** None where a single question touches it. */
  last: Fell | null;
}

/** What this class believed when it came and when it left; what most still believe comes first. */
export interface LearnedScene {
  kind: "learned";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  title: string;
  body_html: string;
  rows: readonly LearnedRow[];
  /** How many misconceptions somebody fell for. */
  of: number;
}

export interface PodiumScene {
  kind: "podium";
  /** None when the lesson was ended before its podium step. */
  step: number | null;
  title: string;
  /** Best first, at most ten. */
  rows: readonly BoardRow[];
  of: number;
  ended: boolean;
}

/** What is on the stage now, whole. */
export interface SceneShown {
  type: "scene";
  scene: Scene;
  paused: boolean;
  locked: boolean;
  /** The moment of this scene by the server's clock, whose zero means nothing. A page compares the ways of two scenes on one connection: what one took longer, it was held up. */
  at_ms: number;
}

/** One answer more: the two counters, for projector and console. */
export interface Counted {
  type: "counted";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  answered: number;
  /** Students who are here to answer. */
  of: number;
}

/** The request with this key was carried out, and Postgres has it. */
export interface Done {
  type: "done";
  /** Made by the browser; a retry has the same. */
  key: string;
}

/** The request with this key was not carried out. `text` is for the person, `reason` for the program. */
export interface Refused {
  type: "refused";
  /** None when not even that could be read. */
  key: string | null;
  reason: string;
  text: string;
  /** True: nothing is wrong with the request; send it again in a moment. */
  retry: boolean;
}

/** The last message on a socket: why it ends, and whether coming back makes sense. */
export interface Bye {
  type: "bye";
  reason: "replaced" | "removed" | "turned_away" | "cleared" | "stopping" | "ended" | "reload" | "unknown_room" | "not_allowed" | "slow" | "abuse";
  text: string;
  come_back: boolean;
}

/** Is anybody there? Sent every ten seconds, so that a dead Wi-Fi is noticed. */
export interface Ping {
  type: "ping";
}

export interface Pong {
  type: "pong";
}

/** Single choice, true/false (0 is true, 1 is false) and poll. */
export interface Pick {
  form: "pick";
  option: number;
}

/** Multiple choice: the options that the student holds true; none is an answer, too. */
export interface Picks {
  form: "picks";
  options: readonly number[];
}

export interface Figure {
  form: "figure";
  number: number;
}

export interface Words {
  form: "words";
  text: string;
}

/** Ordering: indexes of the options as shown, first to last. */
export interface Order {
  form: "order";
  options: readonly number[];
}

/** Matching: for each item the index of the option put to it; null where there is none yet. */
export interface Pairs {
  form: "pairs";
  options: readonly (number | null)[];
}

/** First message on the socket. */
export interface StudentHello {
  type: "hello";
  protocol: number;
  room: string;
  /** The seat this browser holds in that room, if any. */
  token: string | null;
  /** Random, made anew by each load of the page: the newest page has the seat, whichever comes back last.  May be left out. */
  page: string | null;
}

/** Ask for a seat under a nickname. Sent again with the same token, it finds the same seat. */
export interface Join {
  type: "join";
  /** Made by the browser; a retry has the same. */
  key: string;
  name: string;
  /** 256 random bits, base64url; whoever holds it holds the seat. */
  token: string;
}

/** Ask for a friendly nickname that is free in this room. */
export interface SuggestName {
  type: "suggest_name";
}

/** The student's answer. Safe to send twice: the first one counts. */
export interface Answer {
  type: "answer";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  answer: AnswerValue;
}

/** Code for the judge. The same key again is the same submission. */
export interface Submit {
  type: "submit";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** Which challenge of the race. */
  lap: number;
  source: string;
}

/** May the run of this attempt be shown with the student's name? Unasked, it may not. */
export interface NameReplay {
  type: "name_replay";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  attempt: number;
  named: boolean;
}

/** What the student has so far, for when they come back on another page. The last one counts. `source` is the editor's text, or the arrangement of the blocks as JSON: `[[block, indent], …]`. */
export interface SaveDraft {
  type: "save_draft";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** Which challenge of the race. */
  lap: number;
  mode: Mode;
  source: string;
}

/** Read the next hint, for its price. Safe to send twice: a hint that is open costs nothing again. */
export interface OpenHint {
  type: "open_hint";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** Which challenge of the race. */
  lap: number;
  /** From 0, in order. */
  hint: number;
}

/** What the student thinks will come out of an experiment. The first prediction counts. */
export interface Predict {
  type: "predict";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** One for each of the scene's `asks`. */
  numbers: readonly number[];
}

/** Run the experiment on the server once more. */
export interface AskTrial {
  type: "ask_trial";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

/** It ran in this page: the longest gap between two frames, in milliseconds. */
export interface ReportTrial {
  type: "report_trial";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  numbers: readonly number[];
}

/** Answer to `hello`: the room exists. `you` follows at once if the token holds a seat. */
export interface StudentWelcome {
  type: "welcome";
  room: string;
  lesson: string;
  /** Language of the lesson, as in HTML's lang attribute. */
  language: string;
  seated: boolean;
  /** Has asked for a seat, and waits to be let in. */
  waiting: boolean;
  locked: boolean;
  /** A friendly nickname that is free now; empty when seated. */
  suggestion: string;
  /** Where the lesson's terms are; empty without a seat. */
  glossary_url: string;
}

export interface Suggestion {
  type: "suggestion";
  name: string;
}

/** How the student did on the question that was just revealed. */
export interface MyResult {
  mark: "right" | "partly" | "wrong" | "none" | "poll";
  points: number;
  speed_bonus: number;
  streak: number;
  /** Came after it opened and did not answer: counts for nothing. */
  late_joiner: boolean;
  /** What the answer shows that the student believes. */
  beliefs: readonly Belief[];
}

/** Something that the student believed in this lesson. */
export interface MyBelief {
  belief: Belief;
  /** The last answer that touched it still showed it. */
  still: boolean;
}

/** One submission and what became of it. `report_json` is the judge's report (`schema/report.py`). */
export interface Attempt {
  number: number;
  lap: number;
  state: "waiting" | "judged" | "superseded" | "not_judged";
  verdict: Verdict | null;
  message: string;
  line: number | null;
  points: number;
  /** Empty unless judged; only the newest attempt carries it. */
  report_json: string;
  /** What the report is about; empty without one. */
  source: string;
  /** The student agreed that its run may be shown with their name. */
  named: boolean;
}

/** How far the student is with one challenge of the race. */
export interface MyLap {
  may_try: boolean;
  /** Those that were opened. */
  hints_html: readonly string[];
  points: number;
  /** The best so far, of 100; None: not solved yet. */
  score: number | null;
  /** The text last saved or submitted; None to begin with the starter. */
  draft: string | null;
  /** The arrangement last saved, as in `save_draft`. */
  blocks: string | null;
}

export interface MyRace {
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  attempts: readonly Attempt[];
  laps: readonly MyLap[];
  /** How long until the next submission may be sent. */
  cooldown_ms: number;
  finished_ms: number | null;
  /** Order of finish; None, too, while the frozen board does not tell. */
  place: number | null;
  /** The class sees nothing new of this race until it is revealed. */
  frozen: boolean;
}

export interface MyTrial {
  number: number;
  /** Empty while it runs, and where nothing came of it. */
  numbers: readonly number[];
  /** Why nothing came of it. */
  why: string;
}

export interface MyExperiment {
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** Empty until it is made. */
  prediction: readonly number[];
  /** The newest twenty, oldest first. */
  trials: readonly MyTrial[];
  /** How long until the next run may be asked for. */
  cooldown_ms: number;
}

/** Everything that is the student's own, whole. Points and rank count only what has been revealed. */
export interface You {
  type: "you";
  player: string;
  number: number;
  name: string;
  points: number;
  rank: number;
  of: number;
  streak: number;
  /** Own row and up to two either side. */
  neighbours: readonly BoardRow[];
  /** The step that `answer` and `result` belong to. */
  step: number | null;
  /** Own saved answer to the question on the stage. */
  answer: AnswerValue | null;
  result: MyResult | null;
  race: MyRace | null;
  experiment: MyExperiment | null;
  /** At the end: what the student believed in this lesson. */
  learned: readonly MyBelief[];
  /** The student's own summary, to be kept; empty before the end. */
  summary_url: string;
}

/** Where the student's newest submission stands, until its verdict comes with `you`. Replaces the last one. Without one after `hello`, nothing waits. */
export interface Turn {
  type: "turn";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** As `number` of an attempt. */
  attempt: number;
  /** 1: next; 0: being judged; null: the judge restarts, and will take it up again. */
  place: number | null;
}

/** First message on the socket. */
export interface ProjectorHello {
  type: "hello";
  protocol: number;
  room: string;
}

/** What the projector needs to draw the way in. `qr_svg` is an SVG image of `join_url`. */
export interface ProjectorWelcome {
  type: "welcome";
  room: string;
  lesson: string;
  language: string;
  join_url: string;
  /** The link without scheme, to be read aloud. */
  short_url: string;
  qr_svg: string;
}

/** On: who comes now waits to be let in. Off: the door is open, also for those who wait. */
export interface SetApproval {
  type: "set_approval";
  /** Made by the browser; a retry has the same. */
  key: string;
  on: boolean;
}

/** Let in these who wait; who does not wait any more is passed over. */
export interface Admit {
  type: "admit";
  /** Made by the browser; a retry has the same. */
  key: string;
  players: readonly string[];
}

export interface TurnAway {
  type: "turn_away";
  /** Made by the browser; a retry has the same. */
  key: string;
  players: readonly string[];
}

/** Remove everybody who came in the last minute. They may ask again, and then wait to be let in. */
export interface ClearNewcomers {
  type: "clear_newcomers";
  /** Made by the browser; a retry has the same. */
  key: string;
}

export interface WaitingLine {
  player: string;
  name: string;
}

/** Ask for a link that makes one more device a console, once. */
export interface DeviceAsked {
  type: "device_asked";
  /** Made by the browser; a retry has the same. */
  key: string;
}

/** Whoever opens it first becomes an instructor, too: to assist, or to take over. */
export interface DeviceLink {
  type: "device_link";
  url: string;
  qr_svg: string;
  /** How long it waits for its click. */
  hours: number;
}

/** End this console's session, or those of all other devices; their sockets close at once. */
export interface SignOut {
  type: "sign_out";
  /** Made by the browser; a retry has the same. */
  key: string;
  others: boolean;
}

/** Show the tour of this step, or the replay that covers it, after `at` of its steps. */
export interface MoveRun {
  type: "move_run";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  at: number;
}

/** Put on the projector how a submission failed. */
export interface ShowReplay {
  type: "show_replay";
  /** Made by the browser; a retry has the same. */
  key: string;
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  player: string;
  attempt: number;
}

/** Back to what the projector showed before. */
export interface HideReplay {
  type: "hide_replay";
  /** Made by the browser; a retry has the same. */
  key: string;
}

/** The tour or replay that the projector shows: after `at` of its `of` steps. */
export interface RunOnStage {
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  at: number;
  of: number;
}

/** A submission whose failing run can be shown. `named`: the student agreed to be named. */
export interface FailedRun {
  player: string;
  number: number;
  name: string;
  attempt: number;
  verdict: Verdict;
  /** When it was submitted, in race time. */
  race_ms: number;
  named: boolean;
  on_stage: boolean;
}

/** The failed runs of the race on the stage, or of the last one, newest first. Replaces the last list. */
export interface FailedRuns {
  type: "failed_runs";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  runs: readonly FailedRun[];
}

/** Ask for the board of a class over all its rooms. */
export interface ClassBoardAsked {
  type: "class_board_asked";
  /** Made by the browser; a retry has the same. */
  key: string;
  series: string;
}

/** One student of a class, known by nickname; `rooms`: how many lessons they took part in. */
export interface ClassRow {
  name: string;
  points: number;
  rooms: number;
  rank: number;
}

export interface ClassBoard {
  type: "class_board";
  series: string;
  rows: readonly ClassRow[];
}

/** First message on the socket. Without a room the console shows the list of rooms. */
export interface ConsoleHello {
  type: "hello";
  protocol: number;
  room: string | null;
}

/** Make a room for a lesson. `series` names the class over the term; its rooms share a class board. */
export interface OpenRoom {
  type: "open_room";
  /** Made by the browser; a retry has the same. */
  key: string;
  lesson: string;
  series: string;
}

/** Turn this console to a room. */
export interface WatchRoom {
  type: "watch_room";
  /** Made by the browser; a retry has the same. */
  key: string;
  room: string;
}

/** Something asked of the room that the console watches. */
export interface Request {
  /** Made by the browser; a retry has the same. */
  key: string;
}

/** Show a step; the first one starts the lesson. Refused if the class was led elsewhere meanwhile. */
export interface ShowStep {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "show_step";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  /** What the class saw when this was asked for.  May be left out: whatever it sees. */
  seen: number | "lobby" | null;
}

export interface OpenQuestion {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "open_question";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface CloseQuestion {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "close_question";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface RevealAnswer {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "reveal_answer";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface OpenRace {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "open_race";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface CloseRace {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "close_race";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

/** The board of the race tells nothing new until its lanes are revealed. */
export interface FreezeRace {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "freeze_race";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

/** Show what the lowest lane hides. */
export interface RevealLane {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "reveal_lane";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface RevealLanes {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "reveal_lanes";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface TakePredictions {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "take_predictions";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface StartTrials {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "start_trials";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

export interface CompareResults {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "compare_results";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
}

/** Stop the clock; nobody can answer meanwhile. */
export interface Pause {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "pause";
}

export interface Resume {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "resume";
}

/** Give everybody more time on the running question or race. */
export interface ExtendTime {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "extend_time";
  seconds: number;
}

export interface ShowLeaderboard {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "show_leaderboard";
}

export interface HideLeaderboard {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "hide_leaderboard";
}

/** Locked: nobody new may join. Those who have a seat come and go as before. */
export interface LockRoom {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "lock_room";
  locked: boolean;
}

export interface RenamePlayer {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "rename_player";
  player: string;
  name: string;
}

export interface RemovePlayer {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "remove_player";
  player: string;
}

/** Close what runs, show the podium, and take no more answers. */
export interface EndLesson {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "end_lesson";
}

export interface LessonOffer {
  slug: string;
  title: string;
  steps: number;
  minutes: number;
}

export interface RoomOffer {
  room: string;
  lesson: string;
  series: string;
  players: number;
  state: "lobby" | "running" | "ended";
  /** Unix time in milliseconds. */
  opened_at_ms: number;
}

/** Answer to `hello`, and again whenever the list of rooms changes. */
export interface ConsoleWelcome {
  type: "welcome";
  lessons: readonly LessonOffer[];
  rooms: readonly RoomOffer[];
  /** How submissions are isolated on this server, in one sentence. */
  sandbox: string;
  /** Why code cannot be run; empty when it can. */
  code_off: string;
}

/** One line of the lesson's plan. */
export interface StepLine {
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  kind: "slide" | "terms" | "tour" | "question" | "race" | "code" | "experiment" | "learned" | "podium";
  title: string;
  state: "ahead" | "now" | "done";
  seconds: number | null;
}

/** Something the instructor can do now: the request (without its key) and the words on the button. */
export interface Move {
  request: "show_step" | "open_question" | "close_question" | "reveal_answer" | "open_race" | "close_race" | "take_predictions" | "start_trials" | "compare_results" | "freeze_race" | "reveal_lane" | "reveal_lanes" | "pause" | "resume" | "show_leaderboard" | "hide_leaderboard" | "move_run" | "hide_replay" | "end_lesson";
  step: number | null;
  /** Where `move_run` goes; None for the others. */
  at: number | null;
  label: string;
  /** What the class will see when it is pressed. */
  hint: string;
}

/** The room as the instructor needs it, whole, but for the list of students. */
export interface Desk {
  type: "desk";
  room: string;
  lesson: string;
  series: string;
  language: string;
  join_url: string;
  projector_url: string;
  qr_svg: string;
  locked: boolean;
  /** Who comes now waits to be let in. */
  approval: boolean;
  paused: boolean;
  ended: boolean;
  steps: readonly StepLine[];
  current: number | null;
  notes_html: string;
  /** The big button: the obvious next thing. */
  main: Move | null;
  /** What else can be done now. */
  others: readonly Move[];
  /** The right answer to the question on the stage; empty elsewhere. */
  answer_label: string;
  run: RunOnStage | null;
}

export interface PlayerLine {
  player: string;
  number: number;
  name: string;
  online: boolean;
  points: number;
  rank: number;
  /** None when no question is open. */
  answered: boolean | null;
  attempts: number;
  /** Empty outside a race, or before the first verdict. */
  last_verdict: string;
  finished: boolean;
  /** How many hints were opened in the race on the stage. */
  hints: number;
}

/** All students of the room, by start number. Replaces the last one; at most four a second. */
export interface Roster {
  type: "roster";
  players: readonly PlayerLine[];
  /** Who asks to be let in, in order of arrival. */
  waiting: readonly WaitingLine[];
}

/** What has been answered so far, for the instructor's eyes only. Replaces the last one. */
export interface LiveAnswers {
  type: "live_answers";
  /** Which step, so a late tap cannot hit the next one. */
  step: number;
  tallies: readonly Tally[];
}

/** What the instructor must know: the database does not answer, say. Empty text: it is over. */
export interface Trouble {
  type: "trouble";
  text: string;
}

/** The judge as it is now: how it confines submissions, and how many of this room wait for it. */
export interface Judge {
  type: "judge";
  /** The rung of the ladder that the newest self-test confirmed. */
  level: string;
  /** What that means, in one sentence. */
  promise: string;
  /** Why code cannot be run just now; empty when it can. */
  off: string;
  /** Students of this room whose submission waits for its turn. */
  waiting: number;
}

/** Ask for one student's submissions in the race on the stage, to help who is stuck. */
export interface SubmissionsAsked {
  /** Made by the browser; a retry has the same. */
  key: string;
  type: "submissions_asked";
  player: string;
}

export interface SubmissionSeen {
  number: number;
  /** Its title, such as that of the bonus. */
  challenge: string;
  verdict: string;
  message: string;
  line: number | null;
  source: string;
}

export interface Submissions {
  type: "submissions";
  player: string;
  name: string;
  submissions: readonly SubmissionSeen[];
}

/** Every term of a room's lesson, from `glossary_url`. It never changes, so a browser keeps it. */
export interface Glossary {
  type: "glossary";
  terms: readonly Term[];
}

/** A question whose answer is out, and what the student answered. */
export interface SummaryQuestion {
  number: number;
  title: string;
  form: Form;
  prompt_html: string;
  options_html: readonly string[];
  items_html: readonly string[];
  answer: AnswerValue | null;
  /** The student's answer in words; empty where there is none. */
  answer_label: string;
  /** Right options; in an ordering their order, in a matching per item. */
  right: readonly number[];
  right_label: string;
  mark: "right" | "partly" | "wrong" | "none" | "poll";
  points: number;
  explanation_html: string;
  whys_html: readonly string[];
  beliefs: readonly Belief[];
}

export interface SummaryAttempt {
  number: number;
  verdict: Verdict;
  message: string;
  /** How it failed, in a sentence or two; empty where nothing failed. */
  story: string;
}

/** One challenge of a race, if the student tried it. */
export interface SummaryRace {
  title: string;
  /** Those that were judged, oldest first. */
  attempts: readonly SummaryAttempt[];
  /** The best solution that was accepted, else the last one. */
  source: string;
  points: number;
  /** Order of finish, from 1. */
  place: number | null;
}

/** One student's lesson, to be kept, from `summary_url` with `.json`. Nobody else is in it. */
export interface Summary {
  type: "summary";
  room: string;
  lesson: string;
  language: string;
  /** Unix time in milliseconds. */
  opened_at_ms: number;
  name: string;
  number: number;
  points: number;
  /** None as long as no board was shown. */
  rank: number | null;
  of: number;
  learned: readonly MyBelief[];
  questions: readonly SummaryQuestion[];
  races: readonly SummaryRace[];
}
