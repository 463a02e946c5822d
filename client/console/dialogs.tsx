/** What stands in front of the desk for a moment.  Escape closes it; Enter presses the button that is `data-ready`. */
import { useState } from "preact/hooks";
import { imageOf } from "../shared/html";
import { VerdictMark } from "../shared/verdicts";
import type { ClassBoard, Desk, Submissions, SubmissionSeen, Verdict } from "../shared/wire";
import { DeviceLinked } from "./device";
import { Dialog } from "./dialog";
import type { Confirming } from "./model";
import { Press, WhyNot } from "./press";
import type { ViewProps } from "./props";
import type { ConsoleWords } from "./words";

export function Dialogs({ model, words, send }: ViewProps) {
  const onClose = () => send({ kind: "dismiss", what: "dialog" });
  if (model.confirming) {
    const text = confirmText(model.confirming, model, words);
    return <Confirm {...text} words={words} onClose={onClose} onYes={() => send({ kind: "confirmed" })} />;
  }
  if (model.submissions) return <SubmissionsSeen submissions={model.submissions} words={words} onClose={onClose} />;
  if (model.classBoard) return <ClassBoardSeen board={model.classBoard} words={words} onClose={onClose} />;
  if (model.device) return <DeviceLinked link={model.device} words={words} send={send} onClose={onClose} />;
  if (model.inviting && model.desk) return <Invitation desk={model.desk} words={words} onClose={onClose} />;
  return null;
}

function confirmText(confirming: Confirming, model: ViewProps["model"], words: ConsoleWords) {
  if (confirming.what === "end") return { title: words.endQuestion, text: words.endEffect, yes: words.endYes };
  if (confirming.what === "clear") return { title: words.clearQuestion, text: words.clearEffect, yes: words.clearYes };
  const name = model.players.find((player) => player.player === confirming.player)?.name ?? "";
  return { title: words.removeQuestion(name), text: words.removeEffect, yes: words.removeYes };
}

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly words: ConsoleWords;
  readonly onClose: () => void;
  readonly onYes: () => void;
}

/** The harmless button has the focus, so that a clicker's Enter ends nothing. */
function Confirm({ title, text, yes, words, onClose, onYes }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <WhyNot />
      <div class="choices">
        <button type="button" class="button" data-ready onClick={onClose}>
          {words.cancel}
        </button>
        <Press class="button main" data-testid="confirm" onClick={onYes}>
          {yes}
        </Press>
      </div>
    </Dialog>
  );
}

interface InvitationProps {
  readonly desk: Desk;
  readonly words: ConsoleWords;
  readonly onClose: () => void;
}

function Invitation({ desk, words, onClose }: InvitationProps) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(desk.join_url).then(() => setCopied(true));
  return (
    <Dialog title={words.inviteTitle} class="invitation" onClose={onClose}>
      <img src={imageOf(desk.qr_svg)} alt={desk.join_url} />
      <p class="room-code">{desk.room}</p>
      <p>
        <a href={desk.join_url} target="_blank" rel="noopener" data-testid="join-url">
          {desk.join_url}
        </a>
      </p>
      <div class="choices">
        {globalThis.navigator?.clipboard ? (
          <button type="button" class="button" onClick={copy}>
            {copied ? words.copied : words.copy}
          </button>
        ) : null}
        <button type="button" class="button main" data-ready onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

interface ClassBoardProps {
  readonly board: ClassBoard;
  readonly words: ConsoleWords;
  readonly onClose: () => void;
}

/** The leaderboard of a class over all its rooms. */
function ClassBoardSeen({ board, words, onClose }: ClassBoardProps) {
  return (
    <Dialog title={words.classBoardOf(board.series)} class="class-board" onClose={onClose}>
      {board.rows.length === 0 ? <p class="soft">{words.emptyClassBoard}</p> : null}
      <ol>
        {board.rows.map((row) => (
          <li key={`${row.rank}-${row.name}`}>
            <span class="rank">{row.rank}</span>
            <span class="name">{row.name}</span>
            <span class="soft">{words.inRooms(row.rooms)}</span>
            <span class="points">{row.points}</span>
          </li>
        ))}
      </ol>
      <div class="choices">
        <button type="button" class="button main" data-ready onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

interface SubmissionsProps {
  readonly submissions: Submissions;
  readonly words: ConsoleWords;
  readonly onClose: () => void;
}

function SubmissionsSeen({ submissions: { name, submissions }, words, onClose }: SubmissionsProps) {
  return (
    <Dialog title={words.submissionsOf(name)} class="submissions" onClose={onClose}>
      {submissions.length === 0 ? <p class="soft">{words.noSubmissions}</p> : null}
      <div class="attempts">
        {[...submissions].reverse().map((seen) => (
          <Attempt key={seen.number} seen={seen} words={words} />
        ))}
      </div>
      <div class="choices">
        <button type="button" class="button main" data-ready onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

function Attempt({ seen, words }: { readonly seen: SubmissionSeen; readonly words: ConsoleWords }) {
  const lines = seen.source.replace(/\n$/, "").split("\n");
  return (
    <section>
      <h3>
        {words.submission(seen.number)} <span class="soft">{seen.challenge}</span>{" "}
        {seen.verdict ? <VerdictMark of={seen.verdict as Verdict} words={words} /> : null}
      </h3>
      <p>
        {seen.message} {seen.line === null ? null : <span class="soft">{words.inLine(seen.line)}</span>}
      </p>
      <pre tabIndex={0}>
        {lines.map((line, index) => (
          <span key={index} class={index + 1 === seen.line ? "code-line hit" : "code-line"}>
            {line + "\n"}
          </span>
        ))}
      </pre>
    </section>
  );
}
