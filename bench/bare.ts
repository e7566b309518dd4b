import { once } from 'node:events';
import type { Pool } from 'pg';
import { from, to } from 'pg-copy-streams';

/** Rows a commit, as the import has them. */
const BATCH = 20_000;

async function emptyCopy(pool: Pool, name: string): Promise<void> {
  await pool.query(
    `CREATE TABLE ${name} (LIKE traffic.usage, PRIMARY KEY (customer_id, start_at, event)) PARTITION BY RANGE (start_at)`,
  );
  const { rows } = await pool.query<{ part: string; bound: string }>(
    "SELECT c.relname AS part, pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'traffic.usage'::regclass",
  );
  for (const { part, bound } of rows)
    await pool.query(`CREATE TABLE ${name}_${part} PARTITION OF ${name} ${bound}`);
}

/** The rows of traffic.usage as binary COPY gives them, in the order in which they came, in commits of the import's size. Fetched before the clock runs is not possible for millions: the reading half is the database's own and is counted too. */
export async function bareCopy(pool: Pool): Promise<number> {
  await emptyCopy(pool, 'bare');
  const [reading, writing] = [await pool.connect(), await pool.connect()];
  let rows = 0;
  try {
    for (let after = 0; ; after += BATCH) {
      const source = reading.query(
        to(
          `COPY (SELECT * FROM traffic.usage ORDER BY file_order, line OFFSET ${after} LIMIT ${BATCH}) TO STDOUT (FORMAT binary)`,
        ),
      );
      const pieces: Buffer[] = [];
      for await (const piece of source as AsyncIterable<Buffer>) pieces.push(piece);
      if (source.rowCount === 0) return rows;
      await writing.query('BEGIN');
      const sink = writing.query(from('COPY bare FROM STDIN (FORMAT binary)'));
      const done = once(sink, 'finish');
      sink.end(Buffer.concat(pieces));
      await done;
      await writing.query('COMMIT');
      rows += source.rowCount;
    }
  } finally {
    reading.release();
    writing.release();
  }
}

/** So many of the rows by INSERT with five hundred rows a statement, one commit for as many as the import has. */
export async function batchedInsert(pool: Pool, count: number): Promise<void> {
  await emptyCopy(pool, 'inserted');
  const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM traffic.usage LIMIT ${count}`);
  const columns = Object.keys(rows[0] ?? {});
  const client = await pool.connect();
  try {
    for (let at = 0; at < rows.length; at += 500) {
      if (at % BATCH === 0) await client.query('BEGIN');
      const some = rows.slice(at, at + 500);
      const places = some
        .map(
          (_, row) => `(${columns.map((__, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
        )
        .join(', ');
      await client.query(
        `INSERT INTO inserted (${columns.join(', ')}) VALUES ${places}`,
        some.flatMap((row) => columns.map((column) => row[column])),
      );
      if ((at + 500) % BATCH === 0 || at + 500 >= rows.length) await client.query('COMMIT');
    }
  } finally {
    client.release();
  }
}
