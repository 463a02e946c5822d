/** Buttons that ask something of the server.  While it does not hear them they cannot be pressed, and say why. */
import { type ComponentProps, createContext } from "preact";
import { useContext } from "preact/hooks";

/** Why nothing can be asked just now; empty when it can. */
export const Unheard = createContext("");

export function Press(props: ComponentProps<"button">) {
  const why = useContext(Unheard);
  return why ? <button type="button" {...props} disabled title={why} /> : <button type="button" {...props} />;
}

/** The same in words, for a dialog, which hides the band at the top of the page. */
export function WhyNot() {
  const why = useContext(Unheard);
  return why ? (
    <p class="says-bad" role="status">
      {why}
    </p>
  ) : null;
}
