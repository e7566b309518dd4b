import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { chromiumNameArguments, makeCertificate, type Certificate } from '../worlds/certificate.ts';
import { startEgress, type Egress } from '../worlds/egress.ts';
import {
  startMicrosoft365,
  type Microsoft365,
  type Microsoft365Options,
} from '../worlds/microsoft365/index.ts';
import { startTlsFront, type TlsFront } from '../worlds/tls-front.ts';
import { root } from './checks.ts';
import { chromiumPath, quietArguments } from './browser.ts';

/** Production-like names: the three apps are one site here, as they would be for real, which *.localhost hides. */
export const HOSTS = {
  shop: 'www.telink.example',
  app: 'app.telink.example',
  office: 'office.telink.example',
} as const;
export const ORIGINS = {
  shop: `https://${HOSTS.shop}`,
  app: `https://${HOSTS.app}`,
  office: `https://${HOSTS.office}`,
} as const;
const CLOUD = ['login.microsoftonline.com', 'graph.microsoft.com', 'outlook.office.com'] as const;

export interface RunningProduct {
  /** The process under proof. */
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** Loopback port of its plain HTTP. */
  readonly port: number;
  /** Everything it has said: standard output and error. */
  said(): string;
  readonly cloud: Microsoft365;
  readonly egress: Egress;
  readonly front: TlsFront;
  readonly certificate: Certificate;
  /** A browser with a profile of its own on disk, production names mapped to loopback, every other name unknown. */
  browse(options?: BrowseOptions): Promise<Browsing>;
  /** Runs `telink …` against this product's data. */
  telink(...words: string[]): Promise<{ code: number; out: string }>;
  /** Ends the process the hard way, and starts it again on the same data. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface BrowseOptions {
  /** Folder of the profile; a fresh one when absent. */
  readonly profile?: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly language?: 'sv-SE' | 'en-GB';
}

export interface Browsing {
  readonly context: BrowserContext;
  readonly profile: string;
  /** Hosts that any page asked for, each once. */
  readonly hosts: Set<string>;
  /** Browser's own process id, to kill it. */
  close(): Promise<void>;
}

/** The whole product as its users meet it: the real server process on a database of its own, TLS in front, the stand-in for Microsoft behind production names. */
export async function startRunningProduct(
  options: { cloud?: Omit<Microsoft365Options, 'tls'>; env?: Record<string, string> } = {},
): Promise<RunningProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'telink-product-'));
  const certificate = await makeCertificate([...Object.values(HOSTS), ...CLOUD]);
  const files = await certificate.files();
  const cloud = await startMicrosoft365({
    seed: 'demonstration',
    ...options.cloud,
    tls: { key: certificate.key, cert: certificate.cert },
  });
  const egress = await startEgress({ 'login.microsoftonline.com:443': cloud.ports.login });
  const dataDir = join(folder, 'data');
  let said = '';
  const env = {
    PATH: process.env['PATH'] ?? '',
    // So many processes of the same code: what was compiled once is read by the next.
    NODE_COMPILE_CACHE: join(root, '.cache/compile'),
    PORT: '0',
    TELINK_DATA: dataDir,
    TELINK_DEMO: 'off',
    TELINK_LOG: 'debug',
    TELINK_ORIGINS: `shop=${ORIGINS.shop},app=${ORIGINS.app},office=${ORIGINS.office}`,
    TELINK_MICROSOFT_CLIENT_ID: cloud.client.id,
    TELINK_MICROSOFT_CLIENT_SECRET: cloud.client.secret,
    NODE_USE_ENV_PROXY: '1',
    HTTPS_PROXY: egress.url,
    HTTP_PROXY: egress.url,
    NO_PROXY: '127.0.0.1,localhost',
    NODE_EXTRA_CA_CERTS: files.ca,
    ...options.env,
  };
  const launch = async (): Promise<{ child: ChildProcess; port: number }> => {
    const child = spawn(process.execPath, [join(root, 'apps/server/main.ts')], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const port = await new Promise<number>((done, fail) => {
      const hear = (bytes: Buffer): void => {
        said += bytes.toString();
        const found = /listening on port (\d+)/.exec(said.slice(mark));
        if (found) done(Number(found[1]));
      };
      const mark = said.length;
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => fail(new Error(`The product ended with ${code}:\n${said.slice(-3000)}`)));
    });
    child.removeAllListeners('exit');
    return { child, port };
  };
  let { child, port } = await launch();
  let front = await startTlsFront({ key: certificate.key, cert: certificate.cert, target: port });
  const browsers = new Set<Browsing>();
  const gone = (signal: NodeJS.Signals): Promise<void> => {
    const exit =
      child.exitCode !== null || child.signalCode !== null
        ? Promise.resolve()
        : new Promise<void>((done) => child.once('exit', () => done()));
    child.kill(signal);
    return exit;
  };
  const product: RunningProduct = {
    get process() {
      return child;
    },
    get port() {
      return port;
    },
    get front() {
      return front;
    },
    dataDir,
    said: () => said,
    cloud,
    egress,
    certificate,
    async browse(browseOptions = {}) {
      const hosts = {
        [HOSTS.shop]: front.port,
        [HOSTS.app]: front.port,
        [HOSTS.office]: front.port,
        [CLOUD[0]]: cloud.ports.login,
        [CLOUD[1]]: cloud.ports.graph,
        [CLOUD[2]]: cloud.ports.upload,
      };
      const browsing = await openBrowser(
        browseOptions.profile ?? mkdtempSync(join(folder, 'profile-')),
        chromiumNameArguments(hosts, certificate.spki),
        browseOptions,
      );
      browsers.add(browsing);
      return browsing;
    },
    telink: (...words) =>
      new Promise((done) => {
        const cli = spawn(process.execPath, [join(root, 'apps/server/telink.ts'), ...words], {
          cwd: root,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let out = '';
        cli.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
        cli.stderr.on('data', (bytes: Buffer) => (out += bytes.toString()));
        cli.once('exit', (code) => done({ code: code ?? 1, out }));
      }),
    kill: () => gone('SIGKILL'),
    async restart() {
      await gone('SIGKILL');
      await front.stop();
      ({ child, port } = await launch());
      front = await startTlsFront({ key: certificate.key, cert: certificate.cert, target: port });
    },
    async stop() {
      for (const browsing of browsers) await browsing.close().catch(() => undefined);
      await gone('SIGTERM');
      await front.stop();
      await egress.stop();
      await cloud.stop();
      await files.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return product;
}

async function openBrowser(
  profile: string,
  names: readonly string[],
  options: BrowseOptions,
): Promise<Browsing> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    args: [...quietArguments, ...names],
    locale: options.language ?? 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    colorScheme: options.dark === true ? 'dark' : 'light',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
  });
  const hosts = new Set<string>();
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol === 'https:' || protocol === 'http:') hosts.add(hostname);
  });
  const browser: Browser | null = context.browser();
  return {
    context,
    profile,
    hosts,
    async close() {
      await context.close();
      await browser?.close();
    },
  };
}
