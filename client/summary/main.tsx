/** A student's summary: fetched, kept by this browser, and shown again when the server is gone. */

import { render } from "preact";
import { kept } from "../shared/storage";
import { startTheme } from "../shared/theme";
import "../shared/tokens.css";
import type { Summary } from "../shared/wire";
import { keepSummary, keptSummary, type Kept } from "./keep";
import "./summary.css";
import { Missing, Page, Waiting } from "./view";

const path = location.pathname.replace(/\/$/, "");

async function show(place: HTMLElement): Promise<void> {
  const language = keptSummary(kept, path)?.summary.language ?? navigator.language;
  render(<Waiting language={language} />, place);
  const found = await fetched();
  if (typeof found === "object") keepSummary(kept, path, found, Date.now());
  const summary: Kept | null = typeof found === "object" ? { summary: found, at: null } : keptSummary(kept, path);
  if (summary) {
    document.documentElement.lang = summary.summary.language;
    document.title = `${summary.summary.lesson} · ${summary.summary.name}`;
    render(<Page {...summary} />, place);
  } else {
    render(<Missing language={language} reached={found === "missing"} />, place);
  }
}

async function fetched(): Promise<Summary | "missing" | "unreachable"> {
  try {
    const response = await fetch(`${path}.json`);
    if (response.ok) return (await response.json()) as Summary;
    return response.status === 404 ? "missing" : "unreachable";
  } catch {
    return "unreachable";
  }
}

startTheme();
const place = document.getElementById("page");
if (place) void show(place);
