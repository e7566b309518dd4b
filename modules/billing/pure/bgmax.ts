/** Bankgirot's file of payments received, BgMax version 01: lines of 80 characters in ISO-8859-1. Amounts in öre (or cent). */
export interface BgMaxPayment {
  /** A deduction is money that goes the other way. */
  readonly kind: 'payment' | 'deduction';
  /** Bankgirot's number of the payment; with receiver, day and deposit it names the payment for good. */
  readonly number: string;
  readonly receiver: string;
  readonly currency: string;
  readonly depositedOn: string;
  /** Bankgirot's running number of the deposit it came with. */
  readonly deposit: string;
  readonly ore: bigint;
  /** What the payer wrote: an OCR reference at best. */
  readonly reference: string;
  /** Further references. `ore` is below zero for a credit, nought where the payer did not split the sum. */
  readonly parts: readonly { readonly reference: string; readonly ore: bigint }[];
  readonly payer: {
    readonly bankgiro: string;
    readonly name: string;
    readonly address: string;
    readonly organisation: string;
  };
  readonly message: string;
  readonly line: number;
}

export type BgMaxFault =
  | 'not-bgmax'
  | 'version'
  | 'too-long'
  | 'charset'
  | 'unknown-record'
  | 'order'
  | 'field'
  | 'deposit-count'
  | 'deposit-sum'
  | 'currency'
  | 'trailer-count'
  | 'cut-off'
  | 'after-trailer';

/** The file is refused whole; the message names the line and the reason. */
export class BgMaxRefused extends Error {
  override readonly name = 'BgMaxRefused';
  readonly line: number;
  readonly reason: BgMaxFault;
  constructor(line: number, reason: BgMaxFault, detail: string) {
    super(`Line ${line}: ${detail}`);
    this.line = line;
    this.reason = reason;
  }
}

/**
 * Payments in the order of the file; each is handed out when its deposit has been summed and found right, so that memory holds one deposit.
 * The last checks come with the trailer: whoever stores while reading stores in one transaction and takes it back on a throw.
 * @throws BgMaxRefused
 */
export async function* readBgMax(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<BgMaxPayment, void> {
  const reader = begin();
  for await (const { text, line } of linesOf(chunks)) yield* reader.take(text, line);
  reader.finish();
}

async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<{ text: string; line: number }, void> {
  // Latin-1 is one byte a character, so a cut between chunks cuts no character. Built by hand: the platform's «latin1» is windows-1252.
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += 8192)
      rest += String.fromCharCode(...chunk.subarray(from, from + 8192));
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield { text: trimmed(part), line: (line += 1) };
    if (rest.length > 200) throw new BgMaxRefused(line + 1, 'too-long', 'longer than 80 characters.');
  }
  if (rest !== '') yield { text: trimmed(rest), line: line + 1 };
}

const trimmed = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);

type Open = {
  -readonly [K in keyof Omit<BgMaxPayment, 'depositedOn' | 'deposit' | 'parts' | 'payer'>]: BgMaxPayment[K];
} & {
  parts: { reference: string; ore: bigint }[];
  payer: { bankgiro: string; name: string; address: string; organisation: string };
};

interface Reader {
  take(text: string, line: number): readonly BgMaxPayment[];
  finish(): void;
}

function begin(): Reader {
  let stage: 'start' | 'file' | 'section' | 'done' = 'start';
  let receiver = '';
  let currency = '';
  let last = 0;
  let open: Open[] = [];
  const counted = { payments: 0, deductions: 0, parts: 0, deposits: 0 };

  const current = (line: number): Open => {
    const found = open.at(-1);
    if (!found) throw new BgMaxRefused(line, 'order', 'the record belongs to no payment.');
    return found;
  };
  const inSection = (line: number): void => {
    if (stage !== 'section')
      throw new BgMaxRefused(line, 'order', 'the record stands outside a section (05 … 15).');
  };

  const deposit = (field: Field, line: number): BgMaxPayment[] => {
    inSection(line);
    const depositedOn = field.date(38);
    const serial = field.digits(46, 50);
    const [ore, in_, count] = [field.amount(51, 68), field.text(69, 71), field.number(72, 79)];
    if (in_ !== currency)
      throw new BgMaxRefused(line, 'currency', `the deposit is in ${in_}, its section in ${currency}.`);
    if (count !== open.length)
      throw new BgMaxRefused(
        line,
        'deposit-count',
        `the deposit says ${count} payments, the file has ${open.length}.`,
      );
    let total = 0n;
    for (const each of open) total += each.kind === 'payment' ? each.ore : -each.ore;
    if (total !== ore)
      throw new BgMaxRefused(line, 'deposit-sum', `the deposit says ${ore} öre, its payments are ${total}.`);
    counted.deposits += 1;
    stage = 'file';
    const whole = open.map((payment): BgMaxPayment => ({ ...payment, depositedOn, deposit: serial }));
    open = [];
    return whole;
  };

  const trailer = (field: Field, line: number): void => {
    if (stage !== 'file') throw new BgMaxRefused(line, 'order', 'the trailer stands inside a section.');
    const says = {
      payments: field.number(3, 10),
      deductions: field.number(11, 18),
      parts: field.number(19, 26),
      deposits: field.number(27, 34),
    };
    for (const name of ['payments', 'deductions', 'parts', 'deposits'] as const)
      if (says[name] !== counted[name])
        throw new BgMaxRefused(
          line,
          'trailer-count',
          `the trailer says ${says[name]} ${name}, the file has ${counted[name]}.`,
        );
    stage = 'done';
  };

  return {
    take(text, line) {
      last = line;
      // Some senders end or begin with empty lines.
      if (text.trim() === '') return [];
      if (stage === 'done')
        throw new BgMaxRefused(line, 'after-trailer', 'there is something after the trailer.');
      if (text.length > 80)
        throw new BgMaxRefused(line, 'too-long', `${text.length} characters, and a line has 80.`);
      // C1 controls are in no Swedish text; they are what UTF-8 looks like when read as ISO-8859-1.
      if (/[\u0080-\u009f]/.test(text)) throw new BgMaxRefused(line, 'charset', 'not ISO-8859-1.');
      const field = fieldsOf(text.padEnd(80), line);
      const code = text.slice(0, 2);
      if (stage === 'start') {
        if (code !== '01' || field.text(3, 22) !== 'BGMAX')
          throw new BgMaxRefused(line, 'not-bgmax', 'the file does not begin as a BgMax file.');
        if (field.text(23, 24) !== '01')
          throw new BgMaxRefused(line, 'version', `BgMax version ${field.text(23, 24)} is not known.`);
        stage = 'file';
        return [];
      }
      switch (code) {
        case '05':
          if (stage !== 'file') throw new BgMaxRefused(line, 'order', 'a section begins inside another.');
          receiver = String(field.number(3, 12));
          currency = field.text(23, 25);
          if (!/^[A-Z]{3}$/.test(currency))
            throw new BgMaxRefused(line, 'field', 'the section has no currency.');
          stage = 'section';
          return [];
        case '20':
        case '21':
          inSection(line);
          counted[code === '20' ? 'payments' : 'deductions'] += 1;
          open.push({
            kind: code === '20' ? 'payment' : 'deduction',
            number: field.digits(58, 69),
            receiver,
            currency,
            ore: field.amount(38, 55),
            reference: field.text(13, 37),
            parts: [],
            payer: {
              bankgiro: field.text(3, 12).replace(/^0+/, ''),
              name: '',
              address: '',
              organisation: '',
            },
            message: '',
            line,
          });
          return [];
        case '22':
        case '23':
          inSection(line);
          counted.parts += 1;
          current(line).parts.push({
            reference: field.text(13, 37),
            ore: code === '22' ? field.amount(38, 55) : -field.amount(38, 55),
          });
          return [];
        case '25':
          inSection(line);
          current(line).message = joined(current(line).message, field.text(3, 52));
          return [];
        case '26':
          inSection(line);
          current(line).payer.name = joined(field.text(3, 37), field.text(38, 72));
          return [];
        case '27':
          inSection(line);
          current(line).payer.address = joined(field.text(3, 37), field.text(38, 46), ', ');
          return [];
        case '28':
          inSection(line);
          current(line).payer.address = joined(
            current(line).payer.address,
            joined(field.text(3, 37), field.text(38, 72), ', '),
          );
          return [];
        case '29':
          inSection(line);
          current(line).payer.organisation = field.text(3, 14).replace(/^0+/, '');
          return [];
        case '15':
          return deposit(field, line);
        case '70':
          trailer(field, line);
          return [];
        default:
          throw new BgMaxRefused(
            line,
            'unknown-record',
            `there is no record «${code.replaceAll(/[^\w]/g, '?')}».`,
          );
      }
    },
    finish() {
      if (stage === 'start') throw new BgMaxRefused(Math.max(last, 1), 'not-bgmax', 'the file is empty.');
      if (stage !== 'done') throw new BgMaxRefused(last, 'cut-off', 'the file ends before its trailer (70).');
    },
  };
}

const joined = (one: string, other: string, by = ' '): string =>
  [one, other].filter((part) => part !== '').join(by);

interface Field {
  text(from: number, to: number): string;
  digits(from: number, to: number): string;
  number(from: number, to: number): number;
  amount(from: number, to: number): bigint;
  date(from: number): string;
}

/** Positions as Bankgirot's description has them: from 1, both ends in. */
function fieldsOf(text: string, line: number): Field {
  const cut = (from: number, to: number): string => text.slice(from - 1, to);
  const digits = (from: number, to: number): string => {
    const found = cut(from, to);
    if (!/^\d+$/.test(found)) throw new BgMaxRefused(line, 'field', `positions ${from}–${to} hold digits.`);
    return found;
  };
  return {
    text: (from, to) => cut(from, to).trim(),
    digits,
    number: (from, to) => Number(digits(from, to)),
    amount: (from, to) => BigInt(digits(from, to)),
    date(from) {
      const found = digits(from, from + 7);
      const date = `${found.slice(0, 4)}-${found.slice(4, 6)}-${found.slice(6)}`;
      const time = Date.parse(`${date}T00:00:00Z`);
      if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date)
        throw new BgMaxRefused(line, 'field', `positions ${from}–${from + 7} hold a date.`);
      return date;
    },
  };
}
