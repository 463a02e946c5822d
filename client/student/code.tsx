/** Examples in tabs; what can run in a page has a button that runs it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Prose } from "../shared/html";
import type { CodeScene, CodeTab } from "../shared/wire";
import type { Tools } from "./tools";

interface Props {
  readonly scene: CodeScene;
  readonly tools: Tools;
}

export function Code({ scene, tools }: Props) {
  const [chosen, choose] = useState(0);
  const tab = scene.tabs[chosen] ?? scene.tabs[0];
  return (
    <article class="reading examples">
      <h1>{scene.title}</h1>
      {scene.intro_html && <Prose html={scene.intro_html} />}
      {scene.tabs.length > 1 && <Tabs scene={scene} chosen={chosen} choose={choose} tools={tools} />}
      {tab && (
        <div id="example" role="tabpanel" aria-labelledby={`tab-${chosen}`} data-testid="example">
          <Prose html={tab.code_html} />
          {tab.program && <Runnable key={chosen} tab={tab} tools={tools} />}
        </div>
      )}
    </article>
  );
}

interface TabsProps extends Props {
  readonly chosen: number;
  readonly choose: (index: number) => void;
}

/** As the platform's tabs do: one is in the tab order, arrows, Home and End go through them. */
function Tabs({ scene: { tabs }, chosen, choose, tools }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent) => {
    const next = { ArrowRight: chosen + 1, ArrowLeft: chosen - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + tabs.length) % tabs.length;
    choose(index);
    list.current?.querySelectorAll("button")[index]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={tools.words.own.code.tabs} ref={list} onKeyDown={onKey}>
      {tabs.map(({ label }, index) => (
        <button
          key={index}
          id={`tab-${index}`}
          type="button"
          role="tab"
          class="tab"
          aria-selected={index === chosen}
          aria-controls="example"
          tabIndex={index === chosen ? 0 : -1}
          data-testid={`tab-${index}`}
          onClick={() => choose(index)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Runnable({ tab, tools: { words } }: { readonly tab: CodeTab; readonly tools: Tools }) {
  const [lines, setLines] = useState<readonly string[]>([]);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const { code } = words.own;
  const start = async () => {
    stop.current();
    setLines([]);
    const print = (line: string) => setLines((before) => [...before, line]);
    try {
      stop.current = (await import("./programs")).run(tab.program, print);
    } catch {
      print(code.failed);
    }
  };
  return (
    <section class="runnable">
      <button type="button" class="button main" data-testid="run-example" onClick={() => void start()}>
        {code.run}
      </button>
      <output class="output" aria-live="polite" data-testid="output">
        {lines.map((line, index) => (
          <code key={index}>{line}</code>
        ))}
      </output>
    </section>
  );
}
