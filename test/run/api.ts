import { request } from 'node:http';
import { HOSTS, ORIGINS, type RunningProduct } from './product.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: Record<string, unknown> | undefined;
  /** What the answer set: name → value. */
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Asked {
  readonly app?: keyof typeof HOSTS;
  readonly method?: string;
  readonly body?: unknown;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call as the product’s TLS front would hand it over, by an outsider who is no browser. */
export function call(product: RunningProduct, path: string, asked: Asked = {}): Promise<Answer> {
  const app = asked.app ?? 'app';
  const method = asked.method ?? (asked.body === undefined ? 'GET' : 'POST');
  const headers: Record<string, string> = {
    host: HOSTS[app],
    'x-forwarded-proto': 'https',
    ...(method === 'GET' ? {} : { origin: ORIGINS[app], 'x-telink': '1' }),
    ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(asked.cookie === undefined ? {} : { cookie: asked.cookie }),
    ...asked.headers,
  };
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port: product.port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const set = (response.headers['set-cookie'] ?? []).map(
          (line) => line.split(';', 1)[0]!.split('=') as [string, string],
        );
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: asJson(text),
          cookies: new Map(set),
        });
      });
    });
    sent.on('error', fail);
    if (asked.body !== undefined)
      sent.write(typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body));
    sent.end();
  });
}

function asJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

export interface Login {
  readonly userId: string;
  readonly password: string;
  readonly person: string;
  readonly customer: string;
}

/** An account as an operator makes one. */
export async function addAccount(
  product: RunningProduct,
  name: string,
  email: string,
  ...more: string[]
): Promise<Login> {
  const { code, out } = await product.telink(
    'account',
    'add',
    '--name',
    name,
    '--email',
    email,
    '--json',
    ...more,
  );
  if (code !== 0) throw new Error(`account add: ${out}`);
  return JSON.parse(out) as Login;
}

/** Signs in with password. @returns the cookie to send. */
export async function signIn(
  product: RunningProduct,
  login: Pick<Login, 'userId' | 'password'>,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await call(product, '/api/session/sign-in', {
    body: { userId: login.userId, password: login.password },
    headers,
  });
  const cookie = [...answer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  return cookie;
}
