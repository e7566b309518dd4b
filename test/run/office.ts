import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeAt } from '#modules/session';
import { call, type Answer } from './api.ts';
import type { RunningProduct } from './product.ts';

export const OFFICE_PASSWORD = 'sju vita hästar i snön';

export interface OfficeLogin {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly secret: string;
  readonly cookie: string;
}

/** The office's routes that whoever works at the running product can be asked about, as an outsider reads them. */
interface OfficeRoute {
  readonly method: string;
  readonly path: string;
}

/** `telink staff add`, as an operator does it. @returns the link's token. */
export async function addStaffMember(
  product: RunningProduct,
  name: string,
  roles: string,
): Promise<{ id: string; mail: string; token: string }> {
  const mail = `${name.toLowerCase().replaceAll(' ', '.')}@office.example`;
  const { code, out } = await product.telink(
    'staff',
    'add',
    name,
    '--mail',
    mail,
    '--roles',
    roles,
    '--json',
  );
  if (code !== 0) throw new Error(`staff add: ${out}`);
  return { mail, ...(JSON.parse(out) as { id: string; token: string }) };
}

/** A colleague who has been through the link (`now`: the product's own time); the agreement is not signed. */
export async function enrol(
  product: RunningProduct,
  name: string,
  roles: string,
  now: () => number = Date.now,
): Promise<OfficeLogin> {
  const { id, mail, token } = await addStaffMember(product, name, roles);
  const begun = await office(product, undefined, '/api/office/enrolment', {
    token,
    password: OFFICE_PASSWORD,
  });
  const secret = String(begun.body?.['secret']);
  const done = await office(product, undefined, '/api/office/enrolment/confirm', {
    token,
    code: await codeAt(secret, now()),
  });
  if (done.status !== 200) throw new Error(`enrolment: ${done.status} ${done.text}`);
  const cookie = `__Host-telink-office=${done.cookies.get('__Host-telink-office') ?? ''}`;
  return { id, name, mail, secret, cookie };
}

/** One call at the office; a body makes it a POST. */
export const office = (
  product: RunningProduct,
  cookie: string | undefined,
  path: string,
  body?: object,
  method?: string,
): Promise<Answer> =>
  call(product, path, {
    app: 'office',
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  });

/** `telink nda publish`. */
export async function publish(product: RunningProduct, text: string): Promise<void> {
  const file = join(product.dataDir, '..', 'agreement.txt');
  writeFileSync(file, text);
  const { code, out } = await product.telink('nda', 'publish', file);
  if (code !== 0) throw new Error(`nda publish: ${out}`);
}

export async function sign(product: RunningProduct, who: OfficeLogin): Promise<Answer> {
  const { body } = await office(product, who.cookie, '/api/office/agreement');
  return office(product, who.cookie, '/api/office/agreement/sign', {
    version: body?.['version'],
    hash: body?.['hash'],
    name: who.name,
  });
}

/** Every route of the office's host, as the product itself publishes them. */
async function officeRoutes(product: RunningProduct): Promise<OfficeRoute[]> {
  const { body } = await call(product, '/api/openapi.json', { app: 'office' });
  const paths = body?.['paths'] as Record<string, Record<string, { readonly tags?: readonly string[] }>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags?.includes('office') === true)
      .map(([method]) => ({ method: method.toUpperCase(), path })),
  );
}

/** What it takes to sign in and to sign, and the app's own files. Whoever opens a route at the office changes this list too. */
const OPEN = new Set([
  'GET /{*}',
  'POST /api/office/sign-in',
  'POST /api/office/second-factor',
  'POST /api/office/enrolment',
  'POST /api/office/enrolment/confirm',
  'GET /api/office/session',
  'POST /api/office/sign-out',
  'GET /api/office/agreement',
  'POST /api/office/agreement/sign',
]);

/** Every route of the office that answers anything but 403 to this colleague, asked with the ids of a person who exists. */
export async function answeringRoutes(
  product: RunningProduct,
  who: OfficeLogin,
  person: { readonly customer: string; readonly person: string },
): Promise<string[]> {
  const routes = await officeRoutes(product);
  const closed = routes.filter(
    ({ method, path }) => !OPEN.has(`${method} ${path}`) && !path.startsWith('/assets/'),
  );
  if (closed.length < 9) throw new Error(`Only ${closed.length} routes were found at the office.`);
  const found: string[] = [];
  for (const { method, path } of closed) {
    const at = path.replace('{customer}', person.customer).replace(/\{\w+\}/g, person.person);
    const answer = await office(
      product,
      who.cookie,
      at,
      ['GET', 'DELETE'].includes(method) ? undefined : {},
      method,
    );
    if (answer.status !== 403) found.push(`${method} ${path} ${answer.status}`);
  }
  return found;
}
