/** How long what came with the document is the truth. Milliseconds since the page was asked for. */
const FRESH = 10_000;

let told: Map<string, unknown> | undefined;

/** Read once and taken out of the page: a key is among it. */
function read(): Map<string, unknown> {
  const place = typeof document === 'object' ? document.getElementById('ahead') : null;
  place?.remove();
  try {
    return new Map(Object.entries(JSON.parse(place?.textContent ?? '{}') as Record<string, unknown>));
  } catch {
    // A document that ended too early: what it did not say is asked for.
    return new Map();
  }
}

/** The answer to a call that the server saw coming and sent with the document; each is given out once. */
export function answeredAhead(method: string, path: string, body?: object): unknown {
  told ??= read();
  if (performance.now() > FRESH) told.clear();
  const name = `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
  const answer = told.get(name);
  told.delete(name);
  return answer;
}

/** Whether the document brought anything that has not been asked for yet. */
export function isToldAhead(): boolean {
  told ??= read();
  return told.size > 0;
}
