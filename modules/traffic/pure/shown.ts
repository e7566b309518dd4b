/** The last three digits hidden; a number so short that nothing would be left is hidden whole (ruling R9, promise traffic.5). */
export const masked = (number: string): string =>
  number.length <= 3 ? number.replaceAll(/\d/g, 'x') : `${number.slice(0, -3)}xxx`;

/**
 * Whether somebody who types this means that call. Compares with what is shown and nothing else: a hidden digit can't be asked for.
 * `0701` finds `46701…`, as people write it.
 */
export function meant(typed: string, shown: string, names: readonly string[]): boolean {
  const text = typed.trim().toLocaleLowerCase('sv');
  if (text === '') return true;
  if (names.some((name) => name.toLocaleLowerCase('sv').includes(text))) return true;
  if (!/^[+\d][\d\s()/.-]*$/.test(text)) return false;
  const digits = text.replaceAll(/\D/g, '');
  if (digits === '') return false;
  // Never across the start: «0701» is a national form, «701» any part.
  const national = shown.startsWith('46') ? `0${shown.slice(2)}` : '';
  return shown.includes(text.startsWith('00') ? digits.slice(2) : digits) || national.includes(digits);
}
