/** Examples side by side, in the largest letters with which all of them fit. */
import { Prose } from "../shared/html";
import type { CodeScene } from "../shared/wire";
import { Fit } from "./fit";

export function Code({ scene }: { readonly scene: CodeScene }) {
  const content = [scene.intro_html, ...scene.tabs.map((tab) => tab.label + tab.code_html)].join("\n");
  return (
    <div class="slide">
      <h1>{scene.title}</h1>
      <Fit on={content} largest={1.3}>
        {scene.intro_html ? <Prose html={scene.intro_html} class="intro" /> : null}
        <div class={`examples of-${Math.min(scene.tabs.length, 3)}`}>
          {scene.tabs.map((tab) => (
            <section key={tab.label} data-testid="example">
              <h2>{tab.label}</h2>
              <Prose html={tab.code_html} />
            </section>
          ))}
        </div>
      </Fit>
    </div>
  );
}
