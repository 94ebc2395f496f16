// What the labeling page asks of the console. Every command may be sent again: what happened does not happen twice.

/** The console said no. `final` where asking again would not help. */
export class Refusal extends Error {
  constructor(status, reason, detail) {
    super(detail);
    this.status = status;
    this.reason = reason;
    this.final = status >= 400 && status < 500 && ![401, 408, 429].includes(status);
  }
}

/** How far the server's clock is ahead of this one, milliseconds. */
export const clock = { ahead: 0, now: () => Date.now() + clock.ahead };

async function request(path, options) {
  const response = await fetch(path, { signal: AbortSignal.timeout(20_000), cache: "no-store", ...options });
  const date = Date.parse(response.headers.get("Date"));
  if (Number.isFinite(date) && Math.abs(date - clock.now()) > 1500) {
    clock.ahead = date - Date.now();
  }
  if (response.redirected && new URL(response.url).pathname === "/login") {
    throw new Refusal(401, "no-token", "the session has ended");
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refusal(response.status, problem.title ?? "failed", problem.detail ?? "the console answered " + response.status);
  }
  return response;
}

/** A command to the queue; its answer, or null where there is none. `signal` stops the waiting for it. */
export async function post(command, body, signal) {
  const timeout = AbortSignal.timeout(20_000);
  const response = await request("/api/v1/queue/" + command, {
    method: "POST",
    signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    keepalive: true, // also when the page closes meanwhile
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.status === 204 ? null : response.json();
}

export const json = async (path) => (await request(path, {})).json();

/** A part of a page, as the server made it: everything in it is escaped. */
export async function fragment(path) {
  const response = await request(path, { headers: { "X-Sisom-Client": "page" } });
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  const nodes = document.createDocumentFragment();
  nodes.append(...[...parsed.body.childNodes].map((node) => document.importNode(node, true)));
  return nodes;
}
