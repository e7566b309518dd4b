import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { authenticity } from './authenticity.ts';
import { readInvitation } from './invitation.ts';
import { bareWords, tooDeep } from './depth.ts';
import { fromPlain } from './plain.ts';
import { readSource } from './read-source.ts';
import { safeStyle } from './style.ts';

const CORPUS = fileURLToPath(new URL('../../../../../../shared/corpora/mail', import.meta.url));
const hasCorpus = existsSync(CORPUS);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return /\.(?:eml|msg|txt)$/.test(name) || !name.includes('.') ? [path] : [];
  });
}

test.skipIf(!hasCorpus)(
  'every message of the corpora opens or says that it is broken, none throws past the reader',
  async () => {
    const files = filesBelow(CORPUS);
    expect(files.length).toBeGreaterThan(100);
    const broken: string[] = [];
    for (const path of files) {
      const source = await readSource(new Uint8Array(readFileSync(path))).catch(() => null);
      if (source === null) broken.push(path);
      else expect(source.headers).toBeInstanceOf(Array);
    }
    // A nesting bomb may be refused; it must stay the exception.
    expect(broken.length, broken.join('\n')).toBeLessThanOrEqual(3);
  },
);

const results = (...values: readonly string[]) =>
  values.map((value) => ({ name: 'Authentication-Results', value }));

test('the sender is verified, failed or unknown by the topmost results only', () => {
  expect(authenticity([]).verdict).toBe('silent');
  expect(authenticity(results('mx.example; dmarc=pass header.from=a.example; spf=fail')).verdict).toBe(
    'verified',
  );
  expect(authenticity(results('mx.example; dmarc=fail', 'sender.example; dmarc=pass')).verdict).toBe(
    'failed',
  );
  expect(
    authenticity(
      results(
        'spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=a.example; dkim=pass header.d=a.example;dmarc=pass action=none',
      ),
    ).verdict,
  ).toBe('verified');
  expect(authenticity(results('mx.example; none')).verdict).toBe('silent');
  expect(authenticity(results('mx.example (dmarc=pass); spf=softfail; dkim=fail')).verdict).toBe('failed');
  expect(authenticity(results('mx.example; spf=neutral (x; dmarc=pass)')).verdict).toBe('silent');
});

test('an invitation becomes a card, Windows zones too; a broken one becomes nothing', () => {
  const ics = (event: string): string =>
    `BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n${event}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
  const card = readInvitation(
    ics(
      'SUMMARY:Byggmöte\\, etapp 2\r\nDTSTART;TZID=W. Europe Standard Time:20261125T090000\r\nDTEND:20261125T090000Z\r\nORGANIZER;CN="Bo: Berg":mailto:bo@example.org\r\n' +
        'ATTENDEE;PARTSTAT=ACCEPTED;CN=Anna:mai\r\n lto:anna@example.org\r\nATTACH:https://evil.example/x\r\nRRULE:FREQ=WEEKLY\r\nBEGIN:VALARM\r\nSUMMARY:annat\r\nEND:VALARM',
    ),
  );
  expect(card).toMatchObject({
    method: 'request',
    summary: 'Byggmöte, etapp 2',
    start: { local: '2026-11-25T09:00:00', zone: 'Europe/Stockholm' },
    end: { zone: 'UTC' },
    repeats: true,
    organizer: { name: 'Bo: Berg', address: 'bo@example.org' },
    attendees: [{ person: { address: 'anna@example.org' }, status: 'accepted' }],
  });
  expect(JSON.stringify(card)).not.toContain('evil.example');
  expect(readInvitation(ics('SUMMARY:utan tid'))).toBeNull();
  expect(readInvitation(ics('DTSTART:20261399'))).toBeNull();
  expect(readInvitation('skräp')).toBeNull();
});

test('plain text is escaped before it is linked, and what is quoted at the end is a quote', () => {
  const html = fromPlain(
    'Se https://a.example/x?y=1&z=2. <img src=x onerror=alert(1)>\n[x](javascript:alert(1))\n\n> gammalt\n> mer',
  );
  expect(html).toContain('<a href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>.');
  expect(html).not.toContain('<img');
  expect(html).not.toContain('href="javascript');
  expect(html).toContain('<blockquote type="cite">');
});

test('a style keeps what colours and lays out text, and nothing that can load or lie over', () => {
  expect(
    safeStyle('color: red; background: url(x); position: fixed !important; width: calc(1px + 2px)'),
  ).toBe('color: red; width: calc(1px + 2px)');
  for (const value of [
    '\\75rl(x)',
    'var(--a)',
    'image-set("x" 1x)',
    'expression(1)',
    'u/**/rl(x)',
    'src(x)',
    'attr(x)',
  ]) {
    expect(safeStyle(`background-color: ${value}`)).toBe('');
  }
  expect(safeStyle('margin: -900px')).toBe('');
});

test('a document is too deep by its nesting, not by its length or its unclosed paragraphs', () => {
  expect(tooDeep('<div>'.repeat(20_000))).toBe(true);
  expect(tooDeep('<table><tr><td>'.repeat(5000))).toBe(true);
  expect(tooDeep('<p>rad<br>'.repeat(50_000))).toBe(false);
  expect(tooDeep('<div><b>rad</b></div>'.repeat(50_000))).toBe(false);
  expect(bareWords('<style>a{}</style><div><b>Hej</b> <script>x()</script>du<i')).toBe('Hej du');
});
