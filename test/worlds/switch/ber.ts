import type { SwitchCall } from './day.ts';
import { dial } from './dialled.ts';
import type { Rows } from './format.ts';
import { seeded } from './random.ts';

/** How lengths are written: as short as can be, in four octets, or open with two noughts at the end. */
export type Lengths = 'short' | 'long' | 'open';

/** One element. Only constructed ones can be open. */
export function element(
  number: number,
  content: Uint8Array | readonly Uint8Array[],
  lengths: Lengths,
  cls = 2,
): Buffer {
  const constructed = Array.isArray(content);
  const body = constructed ? Buffer.concat(content) : Buffer.from(content as Uint8Array);
  const first = (cls << 6) | (constructed ? 0x20 : 0);
  const tag =
    number < 31
      ? [first | number]
      : number < 128
        ? [first | 31, number]
        : [first | 31, 0x80 | (number >> 7), number & 0x7f];
  if (lengths === 'open' && constructed)
    return Buffer.concat([Buffer.from([...tag, 0x80]), body, Buffer.from([0, 0])]);
  const size =
    lengths === 'long'
      ? [0x84, body.length >>> 24, (body.length >>> 16) & 255, (body.length >>> 8) & 255, body.length & 255]
      : body.length < 128
        ? [body.length]
        : body.length < 256
          ? [0x81, body.length]
          : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([...tag, ...size]), body]);
}

const halves = (digits: string): number[] =>
  (digits.length % 2 === 0 ? digits : `${digits}F`)
    .match(/../g)!
    .map((pair) => Number.parseInt(pair[1]! + pair[0]!, 16));
/** Type of number and numbering plan, then BCD. */
const address = (number: string): Buffer =>
  number.length > 6 && !number.startsWith('0')
    ? Buffer.from([0x91, ...halves(number)])
    : Buffer.from([0x81, ...halves(number)]);
const integer = (value: number): Buffer => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex');
};
/** Local time of a clock an hour east of UTC, as Swedish switches write it in winter. */
const stamp = (instant: number): Buffer => {
  const digits = new Date(instant + 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14);
  return Buffer.from([...digits.match(/../g)!.map((pair) => Number.parseInt(pair, 16)), 0x2b, 0x01, 0x00]);
};
/** What no reader may keep: a cell and an equipment. */
const CELL = Buffer.from('CNRY-cell');

/** Records of a mobile network and its roaming partners, lengths of all kinds mixed, filler between. */
export const berRows = (): Rows => ({
  header: Buffer.alloc(0),
  rows: (call) => {
    const random = seeded(call.index);
    const lengths = (['short', 'long', 'open'] as const)[Math.floor(random() * 3)]!;
    const filler = Buffer.alloc(Math.floor(random() * 3), random() < 0.5 ? 0 : 0xff);
    return Buffer.concat([recordOf(call, lengths), filler]);
  },
  legs: () => 0,
  broken: () => element(0, [element(3, Buffer.from([0x91]), 'short')], 'short'),
});

function recordOf(call: SwitchCall, lengths: Lengths): Buffer {
  const e = (number: number, content: Uint8Array | readonly Uint8Array[]): Buffer =>
    element(number, content, lengths);
  const answer = (number: number): Buffer[] =>
    call.answered === undefined ? [] : [e(number, stamp(call.answered))];
  const switchName = Buffer.from([0x91, 0x64, 0x07]);
  if (call.kind === 'voice' && call.direction === 'out')
    return e(0, [
      e(0, integer(0)),
      e(2, CELL),
      e(3, address(call.served)),
      e(5, address(dial(call.other))),
      e(9, switchName),
      e(12, [e(0, CELL), e(1, CELL)]),
      e(22, stamp(call.began)),
      ...answer(23),
      e(25, integer(call.seconds)),
      e(32, integer(call.index)),
    ]);
  if (call.kind === 'voice')
    return e(1, [
      e(0, integer(1)),
      e(3, address(call.served)),
      e(4, address(call.other)),
      e(6, switchName),
      e(8, [e(0, CELL)]),
      e(19, stamp(call.began)),
      ...answer(20),
      e(22, integer(call.seconds)),
      e(29, integer(call.index)),
    ]);
  if (call.kind === 'sms' && call.direction === 'out')
    return e(6, [
      e(3, address(call.served)),
      e(6, switchName),
      e(7, [e(0, CELL)]),
      e(8, integer(call.index)),
      e(9, stamp(call.began)),
      e(12, address(dial(call.other))),
    ]);
  if (call.kind === 'sms')
    return e(7, [
      e(4, address(call.served)),
      e(6, Buffer.concat([switchName, integer(call.index)])),
      e(8, stamp(call.began)),
    ]);
  if (call.kind === 'data') {
    const up = Math.floor(call.bytes / 3);
    const part = (a: number, b: number): Buffer =>
      element(16, [e(3, integer(a)), e(4, integer(b))], lengths, 0);
    return e(79, [
      e(4, switchName),
      e(5, integer(call.index)),
      e(12, [part(up, 0), part(0, call.bytes - up)]),
      e(13, stamp(call.began)),
      e(14, integer(call.seconds)),
      e(22, address(call.served)),
      e(27, Buffer.from([0x42, 0xf0, 0x70])),
      e(32, CELL),
    ]);
  }
  const fields = [
    e(1, address(call.served)),
    e(2, address(call.other)),
    e(3, stamp(call.began)),
    ...answer(4),
    e(5, integer(call.seconds)),
    e(7, CELL),
    e(8, integer(call.index)),
    // 262-01
    e(10, Buffer.from([0x62, 0xf2, 0x10])),
  ];
  const record = element(call.direction === 'out' ? 9 : 10, fields, lengths, 1);
  // A batch of one: what it says about itself, and its list.
  return element(1, [element(4, [e(0, CELL)], lengths, 1), element(3, [record], lengths, 1)], lengths, 1);
}
