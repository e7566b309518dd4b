/** Digits that check themselves. Everything here takes plain digits; `digitsOf` takes away what people write between them. */
export const digitsOf = (text: string): string => text.replaceAll(/[\s-]/g, '');

/** The Luhn digit to append (ISO/IEC 7812-1 annex B). */
export function luhnDigit(digits: string): string {
  let total = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit * 2 : digit;
    total += weighed > 9 ? weighed - 9 : weighed;
  }
  return String((10 - (total % 10)) % 10);
}

export const passesLuhn = (digits: string): boolean =>
  /^\d{2,}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.at(-1);

/**
 * OCR reference of a number: the number, a length digit (length of the whole mod 10), a Luhn digit. 2 to 25 digits in all (Bankgirot's
 * OCR reference control with variable length).
 * @throws RangeError when the number is no 1 to 23 digits.
 */
export function ocrOf(number: string): string {
  if (!/^\d{1,23}$/.test(number)) throw new RangeError('An OCR reference is made of 1 to 23 digits.');
  const withLength = `${number}${(number.length + 2) % 10}`;
  return `${withLength}${luhnDigit(withLength)}`;
}

/** @returns the number in an OCR reference, or why it is none. */
export function readOcr(
  text: string,
): { readonly ok: true; readonly number: string } | { readonly ok: false; readonly reason: OcrFault } {
  const digits = digitsOf(text);
  if (!/^\d{3,25}$/.test(digits)) return { ok: false, reason: 'not-digits' };
  if (!passesLuhn(digits)) return { ok: false, reason: 'check-digit' };
  if (Number(digits.at(-2)) !== digits.length % 10) return { ok: false, reason: 'length-digit' };
  return { ok: true, number: digits.slice(0, -2) };
}

export type OcrFault = 'not-digits' | 'check-digit' | 'length-digit';

/** Seven or eight digits with a Luhn digit. @returns the digits, or undefined. */
export const readBankgiro = (text: string): string | undefined => giro(text, 7);
/** Two to eight digits with a Luhn digit. @returns the digits, or undefined. */
export const readPlusgiro = (text: string): string | undefined => giro(text, 2);

function giro(text: string, least: number): string | undefined {
  const digits = digitsOf(text);
  return /^\d+$/.test(digits) && digits.length >= least && digits.length <= 8 && passesLuhn(digits)
    ? digits
    : undefined;
}

/** `991-2346`, `5050-1055`. */
export const bankgiroText = (digits: string): string => `${digits.slice(0, -4)}-${digits.slice(-4)}`;

/** Organisation number: ten digits, Luhn, third digit at least 2 (lag 1974:174 om identitetsbeteckning 1 §). @returns the digits, or undefined. */
export function readOrganisation(text: string): string | undefined {
  const digits = digitsOf(text).replace(/^16(?=\d{10}$)/, '');
  return /^\d{2}[2-9]\d{7}$/.test(digits) && passesLuhn(digits) ? digits : undefined;
}

/** `SE559199397601`: the VAT number of a Swedish organisation, 14 characters. */
export const vatNumberOf = (organisation: string): string => `SE${organisation}01`;
