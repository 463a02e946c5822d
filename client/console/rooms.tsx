/** Before a room is chosen: open a new one, or go on with one that is there. */
import type { ComponentChildren } from "preact";
import type { ConsoleWelcome, RoomOffer } from "../shared/wire";
import { Press } from "./press";
import type { ViewProps } from "./props";
import type { ConsoleWords } from "./words";

interface RoomsProps extends ViewProps {
  readonly tools: ComponentChildren;
}

export function Rooms({ model, words, send, tools }: RoomsProps) {
  const { welcome } = model;
  return (
    <>
      <header class="top">
        <p class="product">{words.product}</p>
        {tools}
      </header>
      <main class="rooms">
        {welcome ? (
          <>
            <NewRoom welcome={welcome} busy={model.pending.length > 0} words={words} send={send} />
            <section aria-labelledby="rooms">
              <h2 id="rooms">{words.rooms}</h2>
              {welcome.rooms.length === 0 ? <p class="soft">{words.noRooms}</p> : null}
              <ul class="room-list">
                {newestFirst(welcome.rooms).map((room) => (
                  <RoomLine key={room.room} room={room} words={words} send={send} />
                ))}
              </ul>
            </section>
            <Classes rooms={welcome.rooms} words={words} send={send} />
            <p class="soft small">{welcome.sandbox}</p>
          </>
        ) : (
          <p class="soft">{words.nothingYet}</p>
        )}
      </main>
    </>
  );
}

function newestFirst(rooms: readonly RoomOffer[]): readonly RoomOffer[] {
  const age = (room: RoomOffer) => (room.state === "ended" ? 1e15 : 0) - room.opened_at_ms;
  return [...rooms].sort((one, other) => age(one) - age(other));
}

interface NewRoomProps extends Pick<ViewProps, "words" | "send"> {
  readonly welcome: ConsoleWelcome;
  readonly busy: boolean;
}

function NewRoom({ welcome, busy, words, send }: NewRoomProps) {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    send({ kind: "open-room", lesson: String(form.get("lesson")), series: String(form.get("series") ?? "").trim() });
  };
  return (
    <section aria-labelledby="new-room">
      <h1 id="new-room">{words.openRoom}</h1>
      {welcome.code_off ? (
        <p class="says-bad">
          {words.codeOff} {welcome.code_off}
        </p>
      ) : null}
      {welcome.lessons.length === 0 ? <p>{words.noLessons}</p> : null}
      <form onSubmit={onSubmit}>
        <fieldset>
          <legend>{words.lesson}</legend>
          {welcome.lessons.map((lesson, index) => (
            <label key={lesson.slug} class="lesson-choice">
              <input type="radio" name="lesson" value={lesson.slug} defaultChecked={index === 0} />
              <span>
                <strong>{lesson.title}</strong>
                <span class="soft"> {words.lessonFacts(lesson.steps, lesson.minutes)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label class="series">
          {words.series}
          <input class="field" name="series" maxLength={60} autoComplete="off" aria-describedby="series-hint" />
        </label>
        <p id="series-hint" class="soft small">
          {words.seriesHint}
        </p>
        <Press type="submit" class="button main" data-testid="open-room" disabled={busy || welcome.lessons.length === 0}>
          {words.open}
        </Press>
      </form>
    </section>
  );
}

/** Classes that have had a room: each has a board over the term. */
function Classes({ rooms, words, send }: Pick<ViewProps, "words" | "send"> & Pick<ConsoleWelcome, "rooms">) {
  const classes = [...new Set(rooms.map((room) => room.series))].filter(Boolean).sort();
  if (classes.length === 0) return null;
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">{words.classBoard}</h2>
      <div class="choices">
        {classes.map((series) => (
          <Press key={series} class="button" onClick={() => send({ kind: "class", series })}>
            {series}
          </Press>
        ))}
      </div>
    </section>
  );
}

interface RoomLineProps extends Pick<ViewProps, "send"> {
  readonly room: RoomOffer;
  readonly words: ConsoleWords;
}

function RoomLine({ room, words, send }: RoomLineProps) {
  const opened = new Date(room.opened_at_ms).toLocaleString(words.language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li class={`is-${room.state}`}>
      <Press
        class="room-line"
        data-testid={`room-${room.room}`}
        onClick={() => send({ kind: "watch", room: room.room })}
      >
        <span class="room-code">{room.room}</span>
        <span class="of">
          {room.lesson}
          {room.series ? <span class="soft"> {room.series}</span> : null}
        </span>
        <span>{words.students(room.players)}</span>
        <span>{words.roomState[room.state]}</span>
        <span class="soft">{opened}</span>
      </Press>
    </li>
  );
}
