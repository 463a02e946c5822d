/** One room: the plan at the left, what the class sees and what comes next in the middle, the students at the right. */
import type { ComponentChildren } from "preact";
import { Prose } from "../shared/html";
import { Answers } from "./answers";
import { Door } from "./door";
import { FailedRunsView } from "./failed-runs";
import { Moves } from "./moves";
import { Preview } from "./preview";
import { Press } from "./press";
import type { DeskProps } from "./props";
import { RosterView } from "./roster-view";
import { RunBar } from "./run-bar";
import { Steps } from "./steps";
import { Trying } from "./trying";

interface WholeDeskProps extends DeskProps {
  readonly tools: ComponentChildren;
}

export function DeskView({ tools, ...props }: WholeDeskProps) {
  const { desk, words } = props;
  return (
    <>
      <Top {...props} tools={tools} />
      <main class="desk">
        <Steps {...props} />
        <div class="middle">
          <Preview {...props} />
          <RunBar {...props} />
          <Moves {...props} />
          <section class="notes" aria-labelledby="notes">
            <h2 id="notes">{words.notes}</h2>
            {desk.notes_html ? <Prose html={desk.notes_html} /> : <p class="soft">{words.noNotes}</p>}
          </section>
        </div>
        <div class="side">
          <Answers {...props} />
          <Trying {...props} />
          <JudgeLine {...props} />
          <Door {...props} />
          <FailedRunsView {...props} />
          <RosterView {...props} />
        </div>
      </main>
    </>
  );
}

/** Always in sight: whether code can be run, how it is confined, and how long the line is. */
function JudgeLine({ model: { judge }, words }: DeskProps) {
  if (!judge) return null;
  return (
    <section class="judge" aria-labelledby="judge" data-testid="judge" data-level={judge.level}>
      <h2 id="judge">
        {words.judge} <span class="soft">{judge.level}</span>
      </h2>
      {judge.waiting > 0 ? <p class="figures">{words.waitingForJudge(judge.waiting)}</p> : null}
      {judge.off ? (
        <p class="says-bad">
          {words.codeOff} {judge.off}
        </p>
      ) : (
        <p class={judge.level === "weak" ? "says-bad" : "soft small"}>{words.sandbox[judge.level] ?? judge.promise}</p>
      )}
    </section>
  );
}

function Top({ desk, words, send, tools }: WholeDeskProps) {
  return (
    <header class="top">
      <a class="button plain" href="/console">
        {words.rooms}
      </a>
      <h1 class="title">{desk.lesson}</h1>
      {desk.series ? (
        <Press
          class="button plain"
          data-testid="class-board"
          title={words.classBoard}
          onClick={() => send({ kind: "class", series: desk.series })}
        >
          {desk.series === desk.lesson ? words.classBoard : desk.series}
        </Press>
      ) : null}
      <p class="room-code" data-testid="room-code" aria-label={words.roomCode}>
        {desk.room}
      </p>
      <Press
        class="button"
        data-testid="lock"
        title={desk.locked ? words.isLocked : undefined}
        onClick={() => send({ kind: "lock", locked: !desk.locked })}
      >
        {desk.locked ? words.unlock : words.lock}
      </Press>
      <button type="button" class="button" data-testid="invite" onClick={() => send({ kind: "invite" })}>
        {words.invite}
      </button>
      <a class="button" href={desk.projector_url} target="threadrace-projector" data-testid="projector">
        {words.projector}
      </a>
      <a class="button" href={`/console/${desk.room}/results.csv`} download data-testid="results-csv">
        {words.results}
      </a>
      {desk.ended ? null : (
        <Press
          class="button"
          data-testid="end-lesson"
          onClick={() => send({ kind: "confirm", confirming: { what: "end" } })}
        >
          {words.end}
        </Press>
      )}
      {tools}
    </header>
  );
}
