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

/**
 * The rows of traffic.usage by binary COPY, in the order in which they came, in commits of the import's size. They are set out in that
 * order first, and each batch is in memory before the clock runs: only the writing is timed.
 */
export async function bareCopy(pool: Pool): Promise<{ readonly rows: number; readonly ms: number }> {
  await emptyCopy(pool, 'bare');
  await pool.query(
    'CREATE UNLOGGED TABLE in_order AS SELECT row_number() OVER (ORDER BY file_order, line) AS at, u.* FROM traffic.usage u',
  );
  await pool.query('CREATE UNIQUE INDEX ON in_order (at)');
  const { rows: live } = await pool.query<{ name: string }>(
    "SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = 'traffic.usage'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
  );
  const columns = live.map(({ name }) => name).join(', ');
  const [reading, writing] = [await pool.connect(), await pool.connect()];
  let [rows, ms] = [0, 0];
  try {
    for (let after = 0; ; after += BATCH) {
      const source = reading.query(
        to(
          `COPY (SELECT ${columns} FROM in_order WHERE at > ${after} AND at <= ${after + BATCH} ORDER BY at) TO STDOUT (FORMAT binary)`,
        ),
      );
      const pieces: Buffer[] = [];
      for await (const piece of source as AsyncIterable<Buffer>) pieces.push(piece);
      if (source.rowCount === 0) return { rows, ms };
      const began = performance.now();
      await writing.query('BEGIN');
      const sink = writing.query(from(`COPY bare (${columns}) FROM STDIN (FORMAT binary)`));
      const done = once(sink, 'finish');
      sink.end(Buffer.concat(pieces));
      await done;
      await writing.query('COMMIT');
      ms += performance.now() - began;
      rows += source.rowCount;
    }
  } finally {
    reading.release();
    writing.release();
    await pool.query('DROP TABLE in_order');
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
