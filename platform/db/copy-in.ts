import { once } from 'node:events';
import type { Connection, PoolClient, Submittable } from 'pg';

/** Bytes that may wait for the database before more are made. */
const MOST_WAITING = 32 << 20;
const [COPY_DATA, COPY_DONE] = [0x64, 0x63];
const immediate = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/**
 * Runs a `COPY … FROM STDIN` with pieces that are made while the database takes in those before. Settles when the connection is ready for
 * the next statement, or the statement is refused: then no more pieces are made, and what is still on its way is dropped by the database
 * (PostgreSQL manual, «COPY Operations»). The driver's own stream can't be refused: it goes on sending on a connection it has let go of,
 * and ends the process. Here a refusal is usual: the key of a table says what was there already.
 */
export async function copyIn(tx: PoolClient, statement: string, pieces: Iterable<Buffer>): Promise<void> {
  const { promise: settled, resolve, reject } = Promise.withResolvers<void>();
  settled.catch(() => undefined);
  let over = false;
  let ours: unknown;
  const end = (error?: unknown): void => {
    over = true;
    if (error === undefined) resolve();
    else reject(ours ?? error);
  };

  async function send({ stream }: Connection): Promise<void> {
    for (const piece of pieces) {
      if (over) return;
      stream.write(header(COPY_DATA, piece.length));
      stream.write(piece);
      await (stream.writableLength > MOST_WAITING
        ? Promise.race([once(stream, 'drain'), settled])
        : immediate());
    }
    if (!over) stream.write(header(COPY_DONE, 0));
  }
  // What `pg` calls on the query that has its turn.
  const query = {
    submit: (connection: Connection) => connection.query(statement),
    handleCopyInResponse: (connection: Connection) =>
      void send(connection).catch((error: unknown) => {
        if (over) return;
        ours = error;
        (connection as Refusing).sendCopyFail('the rows could not be made');
      }),
    handleCommandComplete: () => undefined,
    handleError: (error: Error) => end(error),
    handleReadyForQuery: () => end(),
  };
  tx.query(query as unknown as Submittable);
  return settled;
}

/** What the driver has and its types have not. */
type Refusing = Connection & { sendCopyFail(why: string): void };

function header(kind: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(5);
  bytes[0] = kind;
  bytes.writeUInt32BE(length + 4, 1);
  return bytes;
}
