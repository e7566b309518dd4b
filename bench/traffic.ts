import { gzipSync } from 'node:zlib';
import type { BrowserContext, Request } from 'playwright-core';

/** What went over the wire since the last reset; bytes as they travelled, headers included. */
export interface Traffic {
  requests(): number;
  sent(): number;
  received(): number;
  /** Script that was fetched, as gzip would carry it, whatever the server chose. */
  scriptGzip(): Promise<number>;
  reset(): void;
  /** Resolves when nothing has been asked for so long; with the moment the last answer came, milliseconds since the epoch. */
  quiet(milliseconds: number): Promise<number>;
}

export function countTraffic(context: BrowserContext): Traffic {
  let [requests, sent, received, last] = [0, 0, 0, Date.now()];
  let scripts: Promise<number>[] = [];
  let reading: Promise<unknown>[] = [];
  const open = new Set<Request>();
  context.on('request', (request) => {
    requests += 1;
    last = Date.now();
    // The stream of events never ends.
    if (!request.url().endsWith('/events')) open.add(request);
  });
  context.on('requestfailed', (request) => open.delete(request));
  context.on('requestfinished', (request) => {
    open.delete(request);
    last = Date.now();
    reading.push(
      request.sizes().then(
        (sizes) => {
          sent += sizes.requestHeadersSize + sizes.requestBodySize;
          received += sizes.responseHeadersSize + sizes.responseBodySize;
        },
        () => undefined,
      ),
    );
    if (request.resourceType() === 'script')
      scripts.push(
        request
          .response()
          .then((response) => response?.body())
          .then(
            (body) => (body === undefined ? 0 : gzipSync(body).length),
            () => 0,
          ),
      );
  });
  return {
    requests: () => requests,
    sent: () => sent,
    received: () => received,
    scriptGzip: async () => (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0),
    reset: () => {
      [requests, sent, received] = [0, 0, 0];
      [scripts, reading] = [[], []];
    },
    quiet: async (milliseconds) => {
      while (open.size > 0 || Date.now() - last < milliseconds)
        await new Promise((resolve) => void setTimeout(resolve, 50));
      await Promise.all(reading);
      return last;
    },
  };
}
