/** A number as networks write it: E.164 digits without the plus, at most fifteen (ITU-T E.164 §6). */
export const isNumber = (text: string): boolean => /^[1-9]\d{6,14}$/.test(text);

/**
 * A number as people write it, made into E.164 digits. One that begins with a zero is Swedish; one without `+`, `00` or `0` is refused,
 * because a spreadsheet may have eaten its zero. @returns undefined when it is none.
 */
export function readNumber(text: string): string | undefined {
  const plain = text.trim().replace(/\(0\)|[\s()./-]/g, '');
  const digits = plain.startsWith('+')
    ? plain.slice(1)
    : plain.startsWith('00')
      ? plain.slice(2)
      : /^0[1-9]/.test(plain)
        ? `46${plain.slice(1)}`
        : '';
  return isNumber(digits) ? digits : undefined;
}
