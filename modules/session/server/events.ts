import type { FastifyReply, FastifyRequest } from 'fastify';
import { requireLive, stillLives } from './live.ts';
import type { Parts } from './parts.ts';

/** How often an open stream is told that it lives, and the session is looked at again: milliseconds of the machine, not of the product's clock. */
export const HEARTBEAT = 15_000;

/**
 * Server-sent events: `ended`, at once when the session dies in any way, and then the end of the stream. A death in another process or
 * by the clock is noticed at the next heartbeat. Being connected does not count as use.
 */
export async function stream(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  open: Set<() => void>,
  heartbeat: number = HEARTBEAT,
): Promise<void> {
  const { actor } = await requireLive(parts, request);
  reply.hijack();
  const raw = reply.raw;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 3000\n\n');
  // The end may be told by the sign-out, by a heartbeat that was asking at that moment, and by the browser going: the first counts.
  // Written to after its end, a stream throws where nobody catches, and takes the server with it.
  const close = (last?: string): void => {
    clearInterval(timer);
    stop();
    open.delete(close);
    if (!raw.writableEnded && !raw.destroyed) raw.end(last);
  };
  raw.on('error', () => close());
  const ended = (): void => close('event: ended\ndata: {}\n\n');
  const stop = parts.ended.on(({ session }) => {
    if (session === actor.session) ended();
  });
  const timer = setInterval(() => {
    stillLives(parts, actor).then(
      (lives) => {
        if (!lives) ended();
        else if (!raw.writableEnded && !raw.destroyed) raw.write(': \n\n');
      },
      // The database is away: the stream ends and the browser asks again.
      () => close(),
    );
  }, heartbeat);
  timer.unref();
  open.add(close);
  raw.on('close', () => close());
  // It may have died between the look and the listening.
  if (!(await stillLives(parts, actor))) ended();
}
