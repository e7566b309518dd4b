/**
 * One call to our own server: same origin, with the session’s cookie and the CSRF header. Rejects only when the network is gone.
 * `background`: no person asked, so that it does not count as use of the session. The session’s own `call` fits.
 */
export type Call = (
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  options?: { readonly background?: boolean },
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** The code of a problem answer (RFC 9457), or what the status alone says. */
export function problemCode(answer: { readonly status: number; readonly body: unknown }): string {
  const { body } = answer;
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string')
    return body.code;
  return answer.status === 401 || answer.status === 410 ? 'not-signed-in' : 'broken';
}
