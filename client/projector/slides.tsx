/** What is read together: a slide, or the words of the trade. */
import { Prose } from "../shared/html";
import type { SlideScene, TermsScene } from "../shared/wire";
import { Fit } from "./fit";

export function Slide({ scene }: { readonly scene: SlideScene }) {
  return (
    <div class="slide">
      <h1>{scene.title}</h1>
      <Fit on={scene.body_html} largest={1.6}>
        <Prose html={scene.body_html} />
      </Fit>
    </div>
  );
}

export function Terms({ scene }: { readonly scene: TermsScene }) {
  const shown = scene.terms.map((term) => term.term + term.meaning_html + term.example_html).join("\n");
  return (
    <div class="slide">
      <h1>{scene.title}</h1>
      <Fit on={shown} largest={1.6}>
        <dl class={layoutOf(scene)}>
          {scene.terms.map((term) => (
            <div key={term.term}>
              <dt>{term.term}</dt>
              <Prose tag="dd" html={term.meaning_html} />
              {term.example_html ? <Prose tag="dd" class="example" html={term.example_html} /> : null}
            </div>
          ))}
        </dl>
      </Fit>
    </div>
  );
}

function layoutOf({ terms }: TermsScene): string {
  if (terms.some((term) => term.example_html !== "") && terms.length > 1) return "terms with-examples";
  return terms.length > 4 ? "terms two" : "terms";
}
