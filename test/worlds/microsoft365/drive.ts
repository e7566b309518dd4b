import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What a person does on the pages. */
export interface DriveChoices {
  readonly account: string;
  readonly refuse?: boolean;
  /** Scopes to untick. */
  readonly untick?: readonly string[];
  /** Stop at the account page. */
  readonly cancel?: boolean;
}

interface Page {
  readonly status: number;
  readonly location: string;
  readonly html: string;
}

export interface DriveTarget {
  readonly login: string;
  readonly host: string;
  readonly port: number;
  readonly ca?: string;
}

/** Walks an authorize address through sign-in and consent as a browser would; returns the callback address it ends at. */
export async function answerInBrowser(
  start: string,
  choices: DriveChoices,
  target: DriveTarget,
): Promise<string> {
  const cookies = new Map<string, string>();
  let at = new URL(start, target.login);
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 16; step += 1) {
    if (at.origin !== new URL(target.login).origin) return at.href;
    const page = await visit(at, form, cookies, target);
    form = undefined;
    if (page.location !== '') {
      at = new URL(page.location, at);
      continue;
    }
    if (page.status !== 200)
      throw new Error(`the authorization server answered ${page.status}: ${page.html.slice(0, 500)}`);
    form = filled(page.html, choices);
  }
  throw new Error('the pages go round in circles');
}

function filled(html: string, choices: DriveChoices): URLSearchParams {
  if (html.includes('name="account"'))
    return new URLSearchParams(choices.cancel === true ? { act: 'cancel' } : { account: choices.account });
  if (html.includes('value="back"')) return new URLSearchParams({ act: 'back' });
  const scopes = [...html.matchAll(/name="scope" value="([^"]+)" checked/g)].map((match) => match[1] ?? '');
  const form = new URLSearchParams({ act: choices.refuse === true ? 'refuse' : 'approve' });
  for (const scope of scopes) if (choices.untick?.includes(scope) !== true) form.append('scope', scope);
  if (!html.includes('<form')) throw new Error(`a page without a form: ${html.slice(0, 500)}`);
  return form;
}

async function visit(
  url: URL,
  form: URLSearchParams | undefined,
  cookies: Map<string, string>,
  target: DriveTarget,
): Promise<Page> {
  const body = form?.toString();
  const headers: Record<string, string> = {
    host: url.host,
    accept: 'text/html',
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    ...(body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }),
  };
  const options = {
    host: target.host,
    port: target.port,
    path: url.pathname + url.search,
    method: body === undefined ? 'GET' : 'POST',
    headers,
  };
  return await new Promise<Page>((resolve, reject) => {
    const made =
      url.protocol === 'https:'
        ? httpsRequest({
            ...options,
            servername: url.hostname,
            ca: target.ca,
            rejectUnauthorized: target.ca === undefined,
          })
        : httpRequest(options);
    made.on('error', reject);
    made.on('response', (response) => {
      for (const cookie of response.headers['set-cookie'] ?? []) {
        const [pair = ''] = cookie.split(';');
        const equals = pair.indexOf('=');
        if (/expires=Thu, 01 Jan 1970/i.test(cookie)) cookies.delete(pair.slice(0, equals));
        else cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          html: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    made.end(body);
  });
}
