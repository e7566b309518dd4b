import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { portOf } from './port.ts';

/** One attempt of the product's server to reach another host. */
export interface EgressAttempt {
  readonly at: number;
  /** `host:port` as asked. */
  readonly target: string;
  readonly allowed: boolean;
  /** `CONNECT`, or the method of a plain request through the proxy. */
  readonly method: string;
}

export interface Egress {
  /** For HTTPS_PROXY (with NODE_USE_ENV_PROXY=1). */
  readonly url: string;
  readonly port: number;
  readonly attempts: readonly EgressAttempt[];
  /** Hosts asked for, each once. */
  hosts(): readonly string[];
  clear(): void;
  stop(): Promise<void>;
}

/**
 * A CONNECT proxy on loopback for the product's own server: the named hosts lead to local ports, every other is
 * refused, and all are recorded. `routes`: `{'login.microsoftonline.com:443': 43127}`.
 */
export async function startEgress(routes: Readonly<Record<string, number>>): Promise<Egress> {
  const attempts: EgressAttempt[] = [];
  const open = new Set<Duplex>();
  const record = (method: string, target: string, allowed: boolean): void => {
    attempts.push({ at: Date.now(), target, allowed, method });
  };
  const server = createServer((request, response) => {
    record(request.method ?? 'GET', hostOf(request), false);
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('refused: no plain requests leave this house\n');
  });
  server.on('connect', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = request.url ?? '';
    const port = routes[target];
    record('CONNECT', target, port !== undefined);
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => client.destroy());
    if (port === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const upstream: Socket = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    open.add(upstream);
    upstream.on('close', () => open.delete(upstream)).on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const port = portOf(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    attempts,
    hosts: () => [...new Set(attempts.map(({ target }) => target))],
    clear: () => {
      attempts.length = 0;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function hostOf(request: IncomingMessage): string {
  const url = request.url ?? '';
  return URL.canParse(url) ? new URL(url).host : (request.headers.host ?? '');
}
