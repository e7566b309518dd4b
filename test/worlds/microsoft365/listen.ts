import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { portOf } from '../port.ts';

export interface TlsKey {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

export interface Listener {
  readonly port: number;
  stop(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsKey;
  readonly handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** A listener whose handler may throw: the caller then gets 500 with the reason, for a fault of the stand-in must be seen. */
export async function listen({ host, port, tls, handler }: ListenOptions): Promise<Listener> {
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    handler(request, response).catch((error: unknown) => {
      if (!response.headersSent)
        response.writeHead(500, {
          'content-type': 'text/plain; charset=utf-8',
          'access-control-allow-origin': '*',
        });
      response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  };
  const server: Server =
    tls === undefined ? createServer(serve) : createTlsServer({ key: tls.key, cert: tls.cert }, serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: portOf(server),
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
