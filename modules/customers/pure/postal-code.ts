/** `123 45`, the one form of a Swedish postal code (SS 613401); abroad whatever the country writes. @returns undefined when it is none. */
export function readPostalCode(text: string, country: string): string | undefined {
  const plain = text.trim().toUpperCase();
  if (country !== 'SE') return /^[A-Z0-9][A-Z0-9 -]{1,10}$/.test(plain) ? plain : undefined;
  const digits = plain.replace(/^(?:SE|S)-?/, '').replace(/\s/g, '');
  return /^[1-9]\d{4}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3)}` : undefined;
}

/** ISO 3166-1 alpha-2. @returns undefined when it is none. */
export function readCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : undefined;
}
