import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlainFront {
  /** Where it listens, on this machine. */
  readonly origin: string;
  /** Port of the product behind it; until then it answers 502. */
  target: number;
  /** How many calls it has handed on. */
  readonly handed: () => number;
  stop(): Promise<void>;
}

/** What stands before a product in another operator's house: it gives calls the product's public name, without TLS. */
export async function startPlainFront(publicOrigin: string): Promise<PlainFront> {
  let handed = 0;
  const { host } = new URL(publicOrigin);
  const server = createServer((incoming, outgoing) => {
    if (front.target === 0) {
      outgoing.writeHead(502).end();
      return;
    }
    handed += 1;
    const headers = {
      ...incoming.headers,
      host,
      'x-forwarded-proto': 'https',
      ...(incoming.headers.origin === undefined ? {} : { origin: publicOrigin }),
    };
    const { method, url } = incoming;
    const onward = request(
      { host: '127.0.0.1', port: front.target, method, path: url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const front: PlainFront = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: 0,
    handed: () => handed,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return front;
}
