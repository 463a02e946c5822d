/** The one place where strings become HTML or scripts, as the browser's trusted types want it. */

interface Policy {
  createHTML(html: string): unknown;
  createScriptURL(address: string): unknown;
}

const rules: Policy = {
  createHTML: (html) => html,
  createScriptURL: (address) => {
    if (!address.startsWith("/assets/")) throw new TypeError(`not a script of this page: ${address}`);
    return address;
  },
};

const policy: Policy =
  (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes?.createPolicy(
    "threadrace",
    rules,
  ) ?? rules;

/** HTML that the server made: only fields that end in `_html` come here. */
export function trustedHtml(html: string): string {
  return policy.createHTML(html) as string;
}

/** The address of a script that the build put among our assets. */
export function trustedScript(address: string): string {
  return policy.createScriptURL(address) as string;
}
