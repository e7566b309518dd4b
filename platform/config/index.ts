import { resolve } from 'node:path';
import { clockStartingAt, systemClock, type Clock } from '#platform/clock';
import { VARIABLES, type Environment, type VariableName } from './schema.ts';

export type App = 'shop' | 'app' | 'office';
export const APPS: readonly App[] = ['shop', 'app', 'office'];

/** The company that answers for the data (GDPR Art. 4.7). Shown on the policy, reports, receipts and mail; nowhere hard-coded (promise scope.4). */
export interface Controller {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly email: string;
}

export interface MicrosoftConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenant: string;
  /** Base addresses without trailing slash. */
  readonly login: string;
  readonly graph: string;
  readonly upload: string;
}

export interface Config {
  readonly port: number;
  readonly bind: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly production: boolean;
  readonly demo: boolean;
  /** Host names without port. */
  readonly hosts: Readonly<Record<App, string>>;
  /** Public origins, as a browser sends them in `Origin`. */
  readonly origins: Readonly<Record<App, string>>;
  /** True when a TLS front stands before us: HSTS is sent and X-Forwarded-Proto is expected. */
  readonly tls: boolean;
  readonly clock: Clock;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly masterKey: Buffer | undefined;
  readonly idleMs: number;
  readonly absoluteMs: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly timeZone: string;
  readonly controller: Controller;
  /** Digits, checked where invoices are made; '' when production lacks it. */
  readonly bankgiro: string;
  readonly chargingToken: string | undefined;
  /** Of the switches that send files. */
  readonly trafficToken: string | undefined;
  /** Where files of switches are laid for us to take. */
  readonly trafficFolder: string | undefined;
  readonly microsoft: MicrosoftConfig | undefined;
  /** Address by name: who gets personal data and must be told of corrections (GDPR Art. 19). */
  readonly recipients: ReadonlyMap<string, string>;
  readonly controllers: ReadonlyMap<string, OtherController>;
}

/** Another operator (GDPR Art. 20.2): the origin of its app, and the Ed25519 key it signs with, base64url. */
export interface OtherController {
  readonly origin: string;
  readonly key: string;
}

/** A configuration that can't be used. The message names the variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export { VARIABLES };

/**
 * Reads the environment into one typed value.
 * @throws ConfigError naming the variable, on an unknown TELINK_ name or a value that can't be used.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('TELINK_') && !(name in VARIABLES))
      throw new ConfigError(`Unknown variable ${name}.`);
  }
  const value = (name: VariableName): string | undefined => {
    const declared = VARIABLES[name];
    const given = env[name];
    return given === undefined || given === '' ? declared.fallback : given;
  };
  const required = (name: VariableName): string => {
    const found = value(name);
    if (found === undefined) throw new ConfigError(`${name} is missing. ${VARIABLES[name].means}`);
    return found;
  };

  const port = wholeNumber('PORT', required('PORT'), 0, 65_535);
  const production = required('NODE_ENV') === 'production';
  const demoText = value('TELINK_DEMO') ?? (production ? 'off' : 'on');
  if (demoText !== 'on' && demoText !== 'off') throw new ConfigError('TELINK_DEMO is «on» or «off».');
  const hosts = perApp('TELINK_HOSTS', required('TELINK_HOSTS'));
  const given = value('TELINK_ORIGINS');
  const origins = given === undefined ? originsOf(hosts, port) : perApp('TELINK_ORIGINS', given);
  for (const app of APPS) checkOrigin(origins[app]);
  const logLevel = required('TELINK_LOG');
  if (logLevel !== 'debug' && logLevel !== 'info' && logLevel !== 'warn' && logLevel !== 'error')
    throw new ConfigError('TELINK_LOG is debug, info, warn or error.');
  const tls = APPS.every((app) => origins[app].startsWith('https://'));
  if (production && !tls)
    throw new ConfigError('In production TELINK_ORIGINS must name three https origins.');
  const masterKey = readKey(value('TELINK_MASTER_KEY'));
  const controller = {
    name: required('TELINK_OPERATOR_NAME'),
    number: required('TELINK_OPERATOR_NUMBER'),
    address: required('TELINK_OPERATOR_ADDRESS'),
    email: required('TELINK_OPERATOR_EMAIL'),
  };
  return {
    port,
    bind: required('TELINK_BIND'),
    dataDir: resolve(required('TELINK_DATA')),
    databaseUrl: value('DATABASE_URL'),
    production,
    demo: demoText === 'on',
    hosts,
    origins,
    tls,
    clock: readClock(value('TELINK_CLOCK'), value('TELINK_ALLOW_CLOCK')),
    logLevel,
    masterKey,
    idleMs: wholeNumber('TELINK_IDLE_MINUTES', required('TELINK_IDLE_MINUTES'), 1, 24 * 60) * 60_000,
    absoluteMs: wholeNumber('TELINK_SESSION_HOURS', required('TELINK_SESSION_HOURS'), 1, 24 * 30) * 3_600_000,
    smtpUrl: value('TELINK_SMTP_URL'),
    mailFrom: value('TELINK_MAIL_FROM') ?? controller.email,
    timeZone: readZone(required('TELINK_TIME_ZONE')),
    controller,
    bankgiro: (value('TELINK_OPERATOR_BANKGIRO') ?? (production ? '' : TEST_BANKGIRO)).replaceAll(
      /[\s-]/g,
      '',
    ),
    chargingToken: readToken('TELINK_CHARGING_TOKEN', value('TELINK_CHARGING_TOKEN')),
    trafficToken: readToken('TELINK_TRAFFIC_TOKEN', value('TELINK_TRAFFIC_TOKEN')),
    trafficFolder: folderOf(value('TELINK_TRAFFIC_FOLDER')),
    microsoft: readMicrosoft(value, required),
    recipients: readRecipients(required('TELINK_RECIPIENTS')),
    controllers: readControllers(required('TELINK_CONTROLLERS')),
  };
}

/** Every variable with the value in force, secrets shown only as «set» or «not set». */
export function printConfig(env: Environment): string {
  return (Object.keys(VARIABLES) as VariableName[])
    .map((name) => {
      const declared = VARIABLES[name];
      const given = env[name];
      const shown =
        declared.secret === true ? (given ? 'set' : 'not set') : (given ?? declared.fallback ?? '');
      return `${name.padEnd(32)} ${shown}`;
    })
    .join('\n');
}

function wholeNumber(name: VariableName, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new ConfigError(`${name} is a whole number from ${least} to ${most}, not «${text}».`);
  return number;
}

function perApp(name: VariableName, text: string): Record<App, string> {
  const pairs = new Map(
    text.split(',').map((part) => part.trim().split('=', 2) as [string, string | undefined]),
  );
  const take = (app: App): string => {
    const found = pairs.get(app);
    if (!found) throw new ConfigError(`${name} must name shop, app and office, e.g. shop=…,app=…,office=….`);
    return found;
  };
  const result = { shop: take('shop'), app: take('app'), office: take('office') };
  if (new Set(Object.values(result)).size !== 3)
    throw new ConfigError(`${name}: the three apps must have three different names.`);
  return result;
}

function originsOf(hosts: Record<App, string>, port: number): Record<App, string> {
  const origin = (host: string): string => `http://${host}${port === 80 ? '' : `:${port}`}`;
  return { shop: origin(hosts.shop), app: origin(hosts.app), office: origin(hosts.office) };
}

function checkOrigin(text: string): void {
  if (!URL.canParse(text) || new URL(text).origin !== text)
    throw new ConfigError(`TELINK_ORIGINS: «${text}» is not an origin such as https://app.example.se.`);
}

function readClock(iso: string | undefined, allowed: string | undefined): Clock {
  if (iso === undefined) return systemClock;
  if (allowed !== '1') throw new ConfigError('TELINK_CLOCK is refused unless TELINK_ALLOW_CLOCK=1.');
  try {
    return clockStartingAt(iso);
  } catch {
    throw new ConfigError(`TELINK_CLOCK is an ISO time, not «${iso}».`);
  }
}

function readKey(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new ConfigError('TELINK_MASTER_KEY is 32 bytes in base64.');
  return key;
}

function readZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new ConfigError(`TELINK_TIME_ZONE: «${zone}» is no IANA time zone.`);
  }
}

/** Bankgirot's own number in its descriptions of files: nobody's account. */
const TEST_BANKGIRO = '991-2346';

const folderOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : resolve(text);

/** A token that could be guessed is worse than none. */
function readToken(name: VariableName, text: string | undefined): string | undefined {
  if (text !== undefined && text.length < 32) throw new ConfigError(`${name} has at least 32 characters.`);
  return text;
}

const named = (name: VariableName, text: string): (readonly [string, URL])[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      const address = part.slice(at + 1);
      const url = at > 0 && URL.canParse(address) ? new URL(address) : undefined;
      // Data of people over a line that anybody can read: only to this very machine.
      const safe = url?.protocol === 'https:' || url?.hostname === '127.0.0.1';
      if (url === undefined || !safe)
        throw new ConfigError(`${name}: «${part}» is not name=https://address.`);
      return [part.slice(0, at), url];
    });

const readRecipients = (text: string): ReadonlyMap<string, string> =>
  new Map(named('TELINK_RECIPIENTS', text).map(([name, { href }]) => [name, href]));

const readControllers = (text: string): ReadonlyMap<string, OtherController> =>
  new Map(
    named('TELINK_CONTROLLERS', text).map(([name, { origin, hash }]) => {
      if (!/^#[A-Za-z0-9_-]{43}$/.test(hash))
        throw new ConfigError(`TELINK_CONTROLLERS: ${name} needs its key, #… of 43 characters.`);
      return [name, { origin, key: hash.slice(1) }];
    }),
  );

function readMicrosoft(
  value: (name: VariableName) => string | undefined,
  required: (name: VariableName) => string,
): MicrosoftConfig | undefined {
  const clientId = value('TELINK_MICROSOFT_CLIENT_ID');
  if (clientId === undefined) return undefined;
  const address = (name: VariableName): string => {
    const text = required(name);
    if (!URL.canParse(text)) throw new ConfigError(`${name} is an address, not «${text}».`);
    return text.replace(/\/+$/, '');
  };
  return {
    clientId,
    clientSecret: required('TELINK_MICROSOFT_CLIENT_SECRET'),
    tenant: required('TELINK_MICROSOFT_TENANT'),
    login: address('TELINK_MICROSOFT_LOGIN'),
    graph: address('TELINK_MICROSOFT_GRAPH'),
    upload: address('TELINK_MICROSOFT_UPLOAD'),
  };
}
