/** Area codes of two digits after the zero; Stockholm has one, mobiles two, the rest three (PTS numbering plan). */
const TWO = new Set(
  '10 11 13 16 18 19 20 21 23 26 31 33 35 36 40 42 44 46 54 60 63 70 72 73 74 76 77 79 90 99'.split(' '),
);

/** E.164 digits as Swedes write them: `070-174 06 12`, `08-465 004 12`; of other countries with a plus. */
export function showNumber(digits: string): string {
  if (!digits.startsWith('46') || digits.length < 9) return `+${digits}`;
  const national = digits.slice(2);
  const area = national.startsWith('8') ? 1 : TWO.has(national.slice(0, 2)) ? 2 : 3;
  const rest = national.slice(area);
  const groups = { 5: [3, 2], 6: [2, 2, 2], 7: [3, 2, 2], 8: [3, 3, 2] }[rest.length] ?? [rest.length];
  let at = 0;
  const parts = groups.map((size) => rest.slice(at, (at += size)));
  return `0${national.slice(0, area)}-${parts.join(' ')}`;
}
