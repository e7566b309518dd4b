/* oxlint-disable typescript/no-unsafe-type-assertion -- one printed line is looked into right after. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { Agent, request } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { startEgress } from './egress.ts';
import { startMicrosoft365 } from './microsoft365/index.ts';
import { portOf } from './port.ts';
import { startTlsFront } from './tls-front.ts';

const after: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of after.splice(0).toReversed()) await end();
});

async function run(script: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], ...env },
  });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (out += part.toString()));
  await new Promise((resolve) => {
    child.on('close', resolve);
  });
  return out;
}

describe('the egress of the product’s server', () => {
  it('leads production names to the stand-in, refuses all else, and records both', async () => {
    const certificate = await makeCertificate([
      'login.microsoftonline.com',
      'graph.microsoft.com',
      'outlook.office.com',
    ]);
    const files = await certificate.files();
    after.push(() => files.remove());
    const world = await startMicrosoft365({ tls: certificate });
    after.push(() => world.stop());
    const egress = await startEgress({ 'login.microsoftonline.com:443': world.ports.login });
    after.push(() => egress.stop());
    const out = await run(
      `const login = await fetch('https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration');
       console.log((await login.json()).issuer);
       await fetch('https://graph.microsoft.com/v1.0/me').then(() => console.log('reached'), () => console.log('refused'));`,
      { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: egress.url, NODE_EXTRA_CA_CERTS: files.ca },
    );
    expect(out.trim().split('\n')).toEqual(['https://login.microsoftonline.com/{tenantid}/v2.0', 'refused']);
    expect(egress.attempts.map(({ target, allowed }) => [target, allowed])).toEqual([
      ['login.microsoftonline.com:443', true],
      ['graph.microsoft.com:443', false],
    ]);
    expect(egress.hosts()).toContain('graph.microsoft.com:443');
  });
});

const product = `
  import * as client from 'openid-client';
  const verifier = client.randomPKCECodeVerifier();
  const configuration = await client.discovery(new URL('https://login.microsoftonline.com/organizations/v2.0'), process.env.ID, process.env.SECRET);
  const redirect_uri = 'https://app.telink.example/connections/microsoft365/callback';
  console.log(client.buildAuthorizationUrl(configuration, { redirect_uri, scope: 'openid profile offline_access Mail.Read', state: 's', code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }).href);
  process.stdin.once('data', async (callback) => {
    const tokens = await client.authorizationCodeGrant(configuration, new URL(String(callback)), { pkceCodeVerifier: verifier, expectedState: 's' });
    const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token);
    console.log(JSON.stringify([tokens.claims().iss, tokens.claims().tid, refreshed.scope]));
    process.exit();
  });`;

it('the whole code flow works under the production names, with the tenant’s issuer and without iss in the callback', async () => {
  const certificate = await makeCertificate(['login.microsoftonline.com']);
  const files = await certificate.files();
  after.push(() => files.remove());
  const world = await startMicrosoft365({ tls: certificate });
  after.push(() => world.stop());
  const egress = await startEgress({ 'login.microsoftonline.com:443': world.ports.login });
  after.push(() => egress.stop());
  const child = spawn(process.execPath, ['--input-type=module', '-e', product], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: egress.url,
      NODE_EXTRA_CA_CERTS: files.ca,
      ID: world.client.id,
      SECRET: world.client.secret,
    },
  });
  const line = async (): Promise<string> =>
    await new Promise((resolve) =>
      child.stdout.once('data', (part: Buffer) => resolve(part.toString().trim())),
    );
  const callback = await world.answerPages(await line(), { account: 'elin@example.se' });
  expect(new URL(callback).searchParams.has('iss')).toBe(false);
  const answer = line();
  child.stdin.write(callback);
  const [issuer, tenant, scope] = JSON.parse(await answer) as string[];
  expect(issuer).toBe(`https://login.microsoftonline.com/${tenant}/v2.0`);
  expect(scope).toContain('Mail.Read');
});

function get(certificate: Certificate, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const made = request(
      {
        agent: new Agent({ ca: certificate.ca }),
        host: '127.0.0.1',
        port,
        servername: host,
        path: '/x?y=1',
        headers: { host },
      },
      (answer) => {
        let text = '';
        answer
          .on('data', (part: Buffer) => (text += part.toString()))
          .on('end', () => resolve(text))
          .on('error', reject);
      },
    );
    made.on('error', reject).end();
  });
}

describe('the TLS front', () => {
  it('hands requests on with their host kept and says they came by https', async () => {
    const certificate = await makeCertificate(['app.telink.example', '*.office.telink.example']);
    const product = createServer((asked, answer) => {
      answer.end(JSON.stringify([asked.headers.host, asked.headers['x-forwarded-proto'], asked.url]));
    });
    await new Promise<void>((resolve) => {
      product.listen(0, '127.0.0.1', resolve);
    });
    after.push(async () => {
      product.closeAllConnections();
      await new Promise((resolve) => {
        product.close(resolve);
      });
    });
    const front = await startTlsFront({ ...certificate, target: portOf(product) });
    after.push(() => front.stop());
    expect(JSON.parse(await get(certificate, front.port, 'app.telink.example'))).toEqual([
      'app.telink.example',
      'https',
      '/x?y=1',
    ]);
    await expect(get(certificate, front.port, 'other.example')).rejects.toThrow(/altnames|Hostname/i);
  });
});
