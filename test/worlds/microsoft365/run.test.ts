/* oxlint-disable typescript/no-unsafe-type-assertion -- the line is looked into right after; a wrong cast shows as a failing expectation. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startMicrosoft365 } from './index.ts';

const script = fileURLToPath(new URL('run.ts', import.meta.url));

async function begin(): Promise<{
  readonly child: ReturnType<typeof spawn>;
  readonly line: { readonly graph: string; readonly ready: boolean; readonly note: string };
}> {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, line: JSON.parse(first.toString()) as { graph: string; ready: boolean; note: string } };
}

it('the demonstration’s process says where it is in one line of JSON and ends with SIGTERM', async () => {
  const { child, line } = await begin();
  expect(line).toMatchObject({ ready: true });
  expect((await fetch(`${line.graph}/v1.0/me`)).status).toBe(401);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('it ends when its parent closes standard input', async () => {
  const { child } = await begin();
  child.stdin?.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('the demonstration has mail for today, whatever the hour', async () => {
  for (const time of [
    '2026-11-24T00:20:00+01:00',
    '2026-11-24T14:40:00+01:00',
    '2027-07-01T23:50:00+02:00',
  ]) {
    const now = Date.parse(time);
    const world = await startMicrosoft365({ seed: 'demonstration', clock: () => now });
    const day = (at: number): string =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at);
    for (const { address } of world.accounts) {
      const inbox = world.mailbox(address).known('inbox');
      expect(inbox.items.some(({ received }) => day(received) === day(now))).toBe(true);
      expect(inbox.items.every(({ received }) => received <= now)).toBe(true);
    }
    const work = world.mailbox('elin@example.se');
    expect([
      work.known('inbox').unread,
      work.known('drafts').items.length,
      work.all.filter(({ flag }) => flag.status === 'flagged').length,
    ]).toEqual([7, 2, 3]);
    expect(work.folderAt('Projekt/Sjöbodarna').unread).toBe(4);
    expect(
      new Set(
        work.all.flatMap((message) =>
          message.content().attachments.map(({ kind, contentType }) => contentType ?? kind),
        ),
      ),
    ).toEqual(new Set(['application/pdf', 'image/png', 'text/plain', 'text/calendar', 'item']));
    await world.stop();
  }
});
