/** A person's own ways to be reached, as in the address book of any program. */
export interface Card {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly addresses: readonly {
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  }[];
}

/** vCard 4.0 (RFC 6350): CRLF, folded at 75 octets, the four signs escaped. */
export function writeCard(card: Card): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${escaped(card.name)}`,
    ...(card.email === null ? [] : [`EMAIL:${escaped(card.email)}`]),
    ...(card.phone === null ? [] : [`TEL;VALUE=uri:tel:${card.phone}`]),
    `LANG:${card.language}`,
    ...card.addresses.map(
      ({ street, postalCode, city, country }) =>
        `ADR:;;${escaped(street)};${escaped(city)};;${escaped(postalCode)};${escaped(country)}`,
    ),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(/[,;]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** A line break and a space before an octet beyond the 75th, never within a character. */
function folded(line: string): string {
  let [text, octets] = ['', 0];
  for (const sign of line) {
    const code = sign.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) [text, octets] = [`${text}\r\n `, 1];
    text += sign;
    octets += size;
  }
  return text;
}
