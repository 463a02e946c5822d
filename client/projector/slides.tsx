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
  return (
    <div class="slide">
      <h1>{scene.title}</h1>
      <Fit on={scene.terms.map((term) => term.term + term.meaning_html).join("\n")} largest={1.6}>
        <dl class={scene.terms.length > 4 ? "terms two" : "terms"}>
          {scene.terms.map((term) => (
            <div key={term.term}>
              <dt>{term.term}</dt>
              <Prose tag="dd" html={term.meaning_html} />
            </div>
          ))}
        </dl>
      </Fit>
    </div>
  );
}
