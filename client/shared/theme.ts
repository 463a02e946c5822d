/** Light or dark: as the system says, until the person says otherwise on this device. */

import { signal } from "@preact/signals";
import { kept } from "./storage";

export type Theme = "light" | "dark";

const KEPT = "threadrace.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** What is shown now. */
export const theme = signal<Theme>(chosen() ?? system());

/** Show the other one, and remember it. */
export function toggleTheme(): void {
  theme.value = theme.value === "dark" ? "light" : "dark";
  if (theme.value === system()) kept.removeItem(KEPT);
  else kept.setItem(KEPT, theme.value);
  apply();
}

/** Call once, when the page starts. */
export function startTheme(): void {
  apply();
  dark.addEventListener("change", () => {
    theme.value = chosen() ?? system();
  });
}

function apply(): void {
  const own = chosen();
  if (own) document.documentElement.dataset["theme"] = own;
  else delete document.documentElement.dataset["theme"];
}

function chosen(): Theme | null {
  const found = kept.getItem(KEPT);
  return found === "light" || found === "dark" ? found : null;
}

function system(): Theme {
  return dark.matches ? "dark" : "light";
}
