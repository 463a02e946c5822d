/** Why a line cannot be opened, in words; empty where nobody answers, or where all is well again.
 *
 *  A browser tells a page nothing of a socket that was refused.  So the page asks for its own address, and looks at
 *  what it gets. */

import { choose } from "./words";

const english = {
  noDatabase: "The server is there, but its database does not answer. This page comes back by itself.",
  full: "The server is full just now. This page comes back by itself.",
  notHere: "The server does not let this page in. Open it again with the link that it printed.",
};

const german: typeof english = {
  noDatabase: "Der Server ist da, aber seine Datenbank antwortet nicht. Diese Seite kommt von selbst zurück.",
  full: "Der Server ist gerade voll. Diese Seite kommt von selbst zurück.",
  notHere: "Der Server lässt diese Seite nicht herein. Bitte mit dem Link öffnen, den er ausgegeben hat.",
};

type Get = (address: string, options: RequestInit) => Promise<Pick<Response, "status" | "text">>;

const PATIENCE_MS = 4000;

export async function whyShut(language: string, address: string, get: Get = fetchIt): Promise<string> {
  const words = choose(language, english, german);
  try {
    const answer = await get(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status === 503) return /database/.test(await answer.text()) ? words.noDatabase : words.full;
    return answer.status >= 400 && answer.status < 500 ? words.notHere : "";
  } catch {
    return "";
  }
}

function fetchIt(address: string, options: RequestInit): Promise<Response> {
  return fetch(address, options);
}
