export interface Recipient {
  readonly name: string;
  /** As written when it is no address. */
  readonly address: string;
  readonly valid: boolean;
}

/** A mailbox as people write it: one @, something before it, a domain with a dot and no empty label (RFC 5321 §4.1.2, without quoted locals). */
const mailbox =
  /^[^\s@<>(),;:"[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

export function isAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    mailbox.test(text) &&
    !text.startsWith('.') &&
    !text.includes('..') &&
    !text.includes('.@')
  );
}

/** Splits at commas, semicolons and line breaks that stand outside quotes and angle brackets. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = '';
  let quoted = false;
  let angled = false;
  for (const sign of text) {
    if (sign === '"' && !angled) quoted = !quoted;
    else if (!quoted && sign === '<') angled = true;
    else if (!quoted && sign === '>') angled = false;
    if (/[,;\n\r]/.test(sign) && !quoted && !angled) {
      found.push(piece);
      piece = '';
    } else piece += sign;
  }
  return [...found, piece];
}

/**
 * Recipients out of what someone typed or pasted: «a@b.se; "Berg, Kim" <kim@b.se>». What is no address is kept and
 * marked, so that nothing typed is lost. Bare addresses apart by spaces are several.
 */
export function parseRecipients(text: string): Recipient[] {
  return pieces(text).flatMap((raw): Recipient[] => {
    const piece = raw.trim();
    if (piece === '') return [];
    const named = /^(.*?)\s*<\s*([^<>]*?)\s*>$/s.exec(piece);
    if (named !== null) {
      const address = named[2] ?? '';
      const name = (named[1] ?? '')
        .trim()
        .replace(/^["']|["']$/g, '')
        .trim();
      return address === ''
        ? [{ name: '', address: piece, valid: false }]
        : [{ name, address, valid: isAddress(address) }];
    }
    const address = piece.replace(/^mailto:/i, '');
    const parts = address.split(/\s+/);
    if (parts.length > 1 && parts.every(isAddress))
      return parts.map((one) => ({ name: '', address: one, valid: true }));
    return [{ name: '', address, valid: isAddress(address) }];
  });
}

/** Adds those not already there; addresses are the same whatever their case. */
export function withRecipients(before: readonly Recipient[], added: readonly Recipient[]): Recipient[] {
  const seen = new Set<string>();
  return [...before, ...added].filter(({ address }) => {
    const key = address.toLowerCase();
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
