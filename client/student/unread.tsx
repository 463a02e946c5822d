/** What did not count, where the student sees it whatever is on the stage, until they say that they have read it. */

import type { Model } from "./model";
import type { Tools } from "./tools";
import { saidNowhereElse } from "./uncounted";

export function Unread({ model, tools: { words, send } }: { readonly model: Model; readonly tools: Tools }) {
  const { uncounted } = words.own;
  const unread = saidNowhereElse(model);
  if (unread.length === 0) return null;
  return (
    <ul class="unread" role="alert">
      {unread.map(({ key, kind, name, text }) => (
        <li key={key} data-testid="uncounted">
          <p class="refusal">
            {uncounted[kind](name)} {text}
          </p>
          <button type="button" class="button" onClick={() => send({ type: "dismiss", what: key })}>
            {uncounted.dismiss}
          </button>
        </li>
      ))}
    </ul>
  );
}
