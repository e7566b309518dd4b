/** %2B and the like, as they occur in the user part of a sip: address. */
const unescape = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * The number in a `sip:`, `sips:` or `tel:` address, with or without angle brackets and a name before them (RFC 3261 §19.1, RFC 3966).
 * @returns undefined when the text is no such address.
 */
export function readUri(text: string): string | undefined {
  const match = /(?:^|<)\s*(sips?|tel):([^>]*)/i.exec(text);
  if (match === null) return undefined;
  const [, scheme, whole] = match as unknown as [string, string, string];
  const at = scheme.toLowerCase() === 'tel' ? -1 : whole.indexOf('@');
  // A password may stand after the user (RFC 3261), parameters after a semicolon within the user part (RFC 3966).
  const user = (at === -1 ? whole.replace(/[?].*$/s, '') : whole.slice(0, at)).replace(/:.*$/s, '');
  const [number = '', ...parameters] = user.split(';');
  const context = parameters.find((parameter) => /^phone-context=\+/i.test(parameter))?.slice(14);
  const plain = unescape(number);
  return context !== undefined && !plain.startsWith('+') ? unescape(context) + plain : plain;
}
