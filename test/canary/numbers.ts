type NamedText = readonly [name: string, text: string];

const PHONE = /^(?:\+|00)?\d[\d\s()/-]{6,}$/;
const PERSONNUMMER = /^(?:\d{2})?\d{6}[-+]?\d{4}$/;

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** National number without its zero, for a Swedish number in national or international form. */
function nationalOf(text: string): string | undefined {
  if (!PHONE.test(text)) return undefined;
  const digits = digitsOf(text);
  if (/^\+|^00/.test(text.trim())) return /^(?:00)?46(\d{7,})$/.exec(digits)?.[1]?.replace(/^0/, '');
  return /^0(\d{7,})$/.exec(digits)?.[1];
}

/** A phone number as digits and as E.164 in the punctuation people and programs use; an identity number in its lengths. */
export function numberForms(canary: string): NamedText[] {
  const forms: NamedText[] = [];
  const digits = digitsOf(canary);
  if (/^[\d\s()+/-]+$/.test(canary) && digits.length >= 7) forms.push(['digits', digits]);
  const national = nationalOf(canary);
  if (national !== undefined) {
    forms.push(
      ['E.164', `+46${national}`],
      ['digits', `46${national}`],
      ['digits', `0${national}`],
      ['digits', national],
    );
    for (const area of [1, 2, 3]) {
      const [a, b] = [national.slice(0, area), national.slice(area)];
      const grouped = b.length % 2 === 1 ? [b.slice(0, 3), b.slice(3)] : [b.slice(0, 2), b.slice(2)];
      const spaced = [grouped[0], ...(grouped[1] ?? '').split(/(?=(?:\d{2})+$)/)].join(' ');
      for (const rest of [b, spaced]) {
        forms.push(['grouped', `0${a}-${rest}`], ['grouped', `0${a} ${rest}`]);
        forms.push(
          ['grouped', `+46 ${a} ${rest}`],
          ['grouped', `+46-${a}-${rest}`],
          ['grouped', `+46 (0)${a} ${rest}`],
        );
      }
    }
  }
  if (PERSONNUMMER.test(canary)) {
    const short = digits.slice(-10);
    const [birth, last] = [short.slice(0, 6), short.slice(6)];
    forms.push(['digits', short], ['identity', `${birth}-${last}`], ['identity', `${birth}+${last}`]);
    if (digits.length === 12) forms.push(['identity', `${digits.slice(0, 8)}-${last}`]);
  }
  return forms;
}

/** Phone numbers as exchanges write them in call records: two digits a byte, low one first (TBCD) or high one first. */
export function packedForms(canary: string): (readonly [encoding: string, bytes: Buffer])[] {
  const national = nationalOf(canary);
  if (national === undefined) return [];
  return [`46${national}`, `0${national}`].flatMap((digits) => {
    const even = digits.length % 2 === 0 ? digits : `${digits}f`;
    const pairs = even.match(/../g) ?? [];
    const swapped = pairs.map((pair) => pair.slice(1) + pair.slice(0, 1));
    return [
      ['BCD', Buffer.from(pairs.join(''), 'hex')] as const,
      ['TBCD', Buffer.from(swapped.join(''), 'hex')] as const,
    ];
  });
}
