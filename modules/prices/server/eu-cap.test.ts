import { expect, test } from 'vitest';
import { compile } from '../pure/compile.ts';
import { readDocument } from '../pure/read-document.ts';
import { call, STOCKHOLM } from '../pure/small-book.ts';
import { startBook } from './start-book.ts';

/** Where regulated intra-EU communications end: the Union without Sweden, and Iceland, Liechtenstein and Norway. */
const EEA = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES IS LI NO'.split(
  ' ',
);
/**
 * Öre with 25 % VAT for a minute and a message: 0.19 and 0.06 euro without VAT (Reg. (EU) 2015/2120 Art. 5a, by Reg. (EU) 2018/1971). The
 * cap in kronor is set anew each May by the euro's rate; ten kronor to the euro is lower than any it was set by, so what holds here holds.
 */
const MINUTE = 237;
const MESSAGE = 75;

function overCap(texts: readonly { name: string; text: string }[]): { asked: number; over: string[] } {
  const documents = texts.flatMap(({ name, text }) => {
    const read = readDocument(text, name);
    return read.ok ? [read.document] : [];
  });
  const compiled = compile(documents, STOCKHOLM);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  const { rater } = compiled;
  const over: string[] = [];
  let asked = 0;
  for (const day of ['2025-06-02', '2026-04-01', '2026-11-24'])
    for (const place of rater.tables.epochs.at(-1)?.places ?? []) {
      if (place === undefined || !EEA.includes(place.country)) continue;
      if (place.class !== 'international-fixed' && place.class !== 'international-mobile') continue;
      const number = (place.prefixes[0] ?? '').padEnd(11, '0');
      for (const plan of ['mobil-fri', 'mobil-stor', 'mobil-bas']) {
        const costs = (seconds: number, kind: 'voice' | 'sms'): number =>
          rater.rate(plan, call(number, seconds, `${day}T10:00:00Z`, { kind }), { own: {} }).amountOre;
        asked += 1;
        for (const minutes of [1, 3, 60])
          if (costs(minutes * 60, 'voice') > minutes * MINUTE)
            over.push(`${day} ${plan} ${place.id}: ${costs(minutes * 60, 'voice')} öre for ${minutes} min`);
        if (costs(0, 'sms') > MESSAGE)
          over.push(`${day} ${plan} ${place.id}: ${costs(0, 'sms')} öre a message`);
      }
    }
  return { asked, over };
}

test('no consumer pays more for a call or a message within the EEA than the law’s cap, set-up fee included', () => {
  const { asked, over } = overCap(startBook());
  expect(over).toEqual([]);
  expect(asked).toBeGreaterThan(29 * 3 * 3);
});

test('a planted price list with a set-up fee on top is found', () => {
  const planted = startBook().map(({ name, text }) => ({
    name,
    text: text.replace('@norden#international-mobile;;;2,30', '@norden#international-mobile;;0,90;2,00'),
  }));
  expect(overCap(planted).over.join('\n')).toContain('no-mobil: 290 öre for 1 min');
});
