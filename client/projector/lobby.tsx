/** How to get in, huge, and the names that arrive, set like starters' numbers. */
import type { ComponentChildren } from "preact";
import { imageOf } from "../shared/html";
import type { Starter } from "../shared/wire";
import { capacityFor, CROWD_MAX, gridFor, letterFor } from "./grid";
import type { Entrance } from "./stage";
import { Padlock } from "./padlock";
import type { StageWords } from "./words";

interface LobbyProps {
  readonly starters: readonly Starter[];
  readonly approval: boolean;
  readonly waiting: number;
  readonly locked: boolean;
  readonly entrance: Entrance;
  readonly words: StageWords;
  readonly preview: boolean;
}

export function Lobby({ starters, approval, waiting, locked, entrance, words, preview }: LobbyProps) {
  const crowded = starters.length > CROWD_FROM;
  const linkWidth = crowded ? 18 : 26;
  return (
    <div class={crowded ? "lobby crowded" : "lobby"}>
      <section class="entrance">
        <h1 class="lesson">{entrance.lesson}</h1>
        <p class="soft">{words.joinAt}</p>
        <p class="link" data-testid="join-link" style={{ fontSize: `${letterFor(entrance.shortUrl, linkWidth, 2.4)}em` }}>
          {entrance.shortUrl}
        </p>
        <p class="soft">{words.orCode}</p>
        <p class="code" data-testid={preview ? undefined : "room-code"}>
          {entrance.room}
        </p>
        {locked ? (
          <p class="shut">
            <Padlock /> {words.locked}
          </p>
        ) : (
          <img class="qr" data-testid="qr" src={imageOf(entrance.qrSvg)} alt={entrance.joinUrl} />
        )}
      </section>
      <Starters starters={starters} width={crowded ? 37 : 29} words={words}>
        {approval && !locked ? (
          <p data-testid="approval">{waiting > 0 ? words.atTheDoor(waiting) : words.approval}</p>
        ) : null}
      </Starters>
    </div>
  );
}

interface StartersProps {
  readonly children: ComponentChildren;
  readonly starters: readonly Starter[];
  readonly width: number;
  readonly words: StageWords;
}

/** Places are kept by start number, so that nobody's name jumps when another arrives. */
function Starters({ starters, width, words, children }: StartersProps) {
  const shown = [...starters].sort((one, other) => one.number - other.number).slice(0, CROWD_MAX);
  const capacity = capacityFor(shown.length);
  const { columns, rows, letter } = gridFor(capacity, width, HEIGHT, LETTERS, LARGEST);
  const missing = starters.length - shown.length;
  const area = { fontSize: `${letter}em`, gridTemplateRows: `repeat(${rows}, 1fr)`, gridAutoColumns: `${100 / columns}%` };
  return (
    <section class="starters">
      <h2>{starters.length === 0 ? words.nobodyYet : words.atTheStart(starters.length)}</h2>
      {children}
      <ol style={area}>
        {shown.map((starter) => (
          <li key={starter.player} class="starter" data-testid="starter">
            <span class="number">{starter.number}</span>
            <span class="name">{starter.name}</span>
          </li>
        ))}
      </ol>
      {missing > 0 ? <p class="soft">{words.more(missing)}</p> : null}
    </section>
  );
}

const CROWD_FROM = 90; // with more, the names need some of the room that the code had
const HEIGHT = 26; // of the grid, in letters of the stage
const LETTERS = 10.5; // the width of a cell: number, gap, and a name of a dozen letters
const LARGEST = 2;
