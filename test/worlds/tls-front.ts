import { request as makeRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { portOf } from './port.ts';

export interface TlsFront {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * What an operator's front would be: takes TLS for production-like host names and hands the requests to the product's
 * plain port on loopback, Host kept, `X-Forwarded-Proto: https` set. Events stream through, uploads too.
 */
export async function startTlsFront(options: {
  readonly key: string;
  readonly cert: string;
  readonly target: number;
}): Promise<TlsFront> {
  const sockets = new Set<Duplex>();
  const forwarded = (request: IncomingMessage): Record<string, string | string[] | undefined> => ({
    ...request.headers,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-host': request.headers.host,
  });
  const server = createServer({ key: options.key, cert: options.cert }, (request, response) => {
    pass(request, response, options.target, forwarded(request));
  });
  server.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const upstream = connect(options.target, '127.0.0.1', () => {
      const lines = Object.entries(forwarded(request)).map(([name, value]) => `${name}: ${String(value)}`);
      upstream.write(
        `${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`,
      );
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function pass(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  headers: Record<string, string | string[] | undefined>,
): void {
  const upstream = makeRequest(
    { host: '127.0.0.1', port, method: request.method, path: request.url, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    },
  );
  upstream.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
    response.end('the product does not answer\n');
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}
