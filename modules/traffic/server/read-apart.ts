import { Worker } from 'node:worker_threads';
import type { Gathered } from './gather.ts';
import type { Holders } from './holders.ts';
import type { NumberTable } from './number-table.ts';
import { readPieces, type LastRead, type Written } from './read-pieces.ts';

/** A file that is being read, piece by piece. */
export interface Reading {
  /** Waits while too much is unread. @returns what has become full meanwhile */
  push(piece: Uint8Array): Promise<readonly Gathered[]>;
  end(): Promise<LastRead>;
  /** Lets go of it, read to its end or not. */
  close(): Promise<void>;
}

/** What the thread is started with, and what it says after each piece and at the end. */
export interface Started {
  readonly written: Written;
  readonly table: NumberTable;
}
export interface Said {
  readonly batches: readonly Gathered[];
  /** Bytes that were read of what it was sent. */
  readonly taken: number;
  readonly sha256?: string;
}

/** Below this a thread costs more than it spares: fourteen thousand records, less than a batch. */
const WORTH_A_THREAD = 4 << 20;
/** Bytes sent and not read yet, about a batch and a half: enough that the thread has work while a batch is stored, and no more. */
const MOST_UNREAD = 8 << 20;

/** Reads a file here while it is small, and in a thread of its own once it is not: rating and storing then have this one to themselves. */
export function readApart(written: Written, { table, places }: Holders): Reading {
  let held: Uint8Array[] = [];
  let size = 0;
  let thread: Reading | undefined;
  return {
    async push(piece) {
      if (thread !== undefined) return thread.push(piece);
      // A copy, here and below: the bytes may be reused, and a Buffer’s own `slice` is none.
      held.push(new Uint8Array(piece));
      size += piece.length;
      if (size < WORTH_A_THREAD) return [];
      thread = inThread({ written, table });
      const batches: Gathered[] = [];
      for (const one of held) batches.push(...(await thread.push(one)));
      held = [];
      return batches;
    },
    async end() {
      if (thread !== undefined) return thread.end();
      const pieces = readPieces(written, table, places);
      const full = held.flatMap((piece) => pieces.push(piece));
      const { batches, sha256 } = pieces.end();
      return { batches: [...full, ...batches], sha256 };
    },
    close: async () => thread?.close(),
  };
}

function inThread(started: Started): Reading {
  const worker = new Worker(new URL('reading-thread.ts', import.meta.url), {
    workerData: started,
    // Not those this process was started with, which may name a program.
    execArgv: [],
    // Nearly all it makes is gone at once: room for that spares looking at what is not.
    resourceLimits: { maxYoungGenerationSizeMb: 96 },
  });
  const heard: {
    unread: number;
    arrived: Gathered[];
    sha256: string | undefined;
    failed: { readonly error: unknown } | undefined;
    wake: () => void;
  } = { unread: 0, arrived: [], sha256: undefined, failed: undefined, wake: () => undefined };
  const nextWord = (): Promise<void> =>
    new Promise((resolve) => {
      heard.wake = resolve;
    });
  const fail = (error: unknown): void => {
    heard.failed ??= { error };
    heard.wake();
  };
  worker.on('message', ({ batches, taken, sha256 }: Said) => {
    for (const batch of batches) heard.arrived.push(batch);
    heard.unread -= taken;
    heard.sha256 = sha256;
    heard.wake();
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The thread that reads the file has ended before the file has.')));
  const take = (): Gathered[] => {
    if (heard.failed !== undefined) throw heard.failed.error;
    return heard.arrived.splice(0);
  };
  return {
    async push(piece) {
      const sent = new Uint8Array(piece);
      heard.unread += sent.length;
      worker.postMessage(sent, [sent.buffer]);
      while (heard.unread > MOST_UNREAD && heard.failed === undefined && heard.arrived.length === 0)
        await nextWord();
      return take();
    },
    async end() {
      worker.postMessage(null);
      while (heard.sha256 === undefined && heard.failed === undefined) await nextWord();
      return { batches: take(), sha256: heard.sha256 ?? '' };
    },
    async close() {
      await worker.terminate();
    },
  };
}
