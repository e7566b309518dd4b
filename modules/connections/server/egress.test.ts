import { expect, test } from 'vitest';
import { createServer } from 'node:http';
import { createEgress, EgressRefused } from './egress.ts';

test('an origin outside the register is refused before anything is sent', async () => {
  let sent = 0;
  const fetch = createEgress(['https://login.microsoftonline.com'], async () => {
    sent += 1;
    return new Response('{}');
  });
  for (const address of [
    'https://graph.microsoft.com/v1.0/me',
    'http://login.microsoftonline.com/',
    'https://login.microsoftonline.com.example.com/',
    'https://login.microsoftonline.com:8443/',
    'https://evil@graph.microsoft.com/',
    'not an address',
  ]) {
    await expect(fetch(address, {})).rejects.toBeInstanceOf(EgressRefused);
  }
  expect(sent).toBe(0);
  expect((await fetch('https://login.microsoftonline.com/common', {})).status).toBe(200);
});

test('a redirect is not followed: it would choose its own host', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  await createEgress([origin])(`${origin}/first`, { redirect: 'follow' });
  expect(seen).toEqual(['/first']);
  server.closeAllConnections();
  server.close();
});

test('with no connector enabled nothing leaves', async () => {
  await expect(createEgress([])('https://login.microsoftonline.com/', {})).rejects.toBeInstanceOf(
    EgressRefused,
  );
});
