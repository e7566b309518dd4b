import { allowedIn, allowedOf, textsOf, type Text } from './allowed.ts';
import type { Batch, Reader, ReaderOptions } from './batch.ts';
import { csvScanner } from './csv.ts';
import { headed } from './headed.ts';
import { jsonScanner } from './json-objects.ts';
import { localClock } from './local-time.ts';
import { maskedRow } from './mask.ts';
import { partyRules } from './parties.ts';
import { callTimes, settleInstants } from './times.ts';
import { voiceRows, type VoiceRows } from './voice.ts';
import { wallTimeOf } from './wall-time.ts';

/** mod_cdr_csv's default template, for files without a line of names. */
const TEMPLATE = [
  'caller_id_name',
  'caller_id_number',
  'destination_number',
  'context',
  'start_stamp',
  'answer_stamp',
  'end_stamp',
  'duration',
  'billsec',
  'hangup_cause',
  'uuid',
  'bleg_uuid',
  'accountcode',
  'read_codec',
  'write_codec',
];
/** Everything that is read; other columns and members are dropped. */
const READ = [
  'caller_id_number',
  'destination_number',
  'context',
  'start_stamp',
  'answer_stamp',
  'end_stamp',
  'start_epoch',
  'answer_epoch',
  'end_epoch',
  'billsec',
  'uuid',
  'bleg_uuid',
  'accountcode',
  'direction',
  'originating_leg_uuid',
];
const NAMES = { called: 'destination_number', caller: 'caller_id_number' };

/** One channel's row → one row of a call. */
function channelRows(options: ReaderOptions, out: VoiceRows) {
  const clock = localClock(options.timeZone);
  const times = callTimes(clock);
  const parties = partyRules(options);
  const inbound = new Set(options.inbound);

  /** Seconds since the epoch; 0 stands for «never». */
  const epoch = (text: string): number =>
    /^\d{1,12}$/.test(text) && Number(text) > 0 ? Number(text) * 1000 : Number.NaN;
  const wall = (text: string): number => {
    if (text === '') return Number.NaN;
    // mod_json_cdr writes the space as %20.
    const plain = text.replace(/%20|\+/, ' ');
    return wallTimeOf(plain);
  };

  return (text: Text, line: number, raw: () => Uint8Array): void => {
    const billsec = text('billsec');
    const fail = (field: string): void => out.reject({ line, reason: 'field', field, raw: raw() });
    const uuid = text('uuid');
    const other = text('bleg_uuid');
    // The channel towards the called party: its call is billed by the channel that asked for it.
    if (text('direction') === 'outbound' && (text('originating_leg_uuid') || other) !== '') return out.leg();
    if (!/^[\w-]{1,90}$/.test(uuid)) return fail('uuid');
    if (!/^[\w-]{0,90}$/.test(other)) return fail('bleg_uuid');
    if (!/^\d{1,9}$/.test(billsec)) return fail('billsec');
    const seconds = Number(billsec);
    const epochs = text('start_epoch') !== '';
    const at = (name: 'start' | 'answer' | 'end'): number =>
      epochs ? epoch(text(`${name}_epoch`)) : wall(text(`${name}_stamp`));
    const [begin, answer, end] = [at('start'), at('answer'), at('end')];
    if (!(begin > 0)) return fail('start_stamp');
    if (answer < 0) return fail('answer_stamp');
    if (!(end > 0)) return fail('end_stamp');
    out.row({
      line,
      // Both channels of a call name each other, so the pair is the same whichever is written first.
      call: other === '' ? uuid : uuid < other ? `${uuid}/${other}` : `${other}/${uuid}`,
      tie: uuid,
      parties: parties.of(
        parties.numberOf(text('caller_id_number')),
        parties.numberOf(text('destination_number')),
        text('accountcode') === '' ? undefined : parties.numberOf(text('accountcode')),
        inbound.has(text('context')),
      ),
      times: epochs
        ? settleInstants(clock, begin, answer, end, seconds)
        : times.settle({ begin, answer, end, seconds, hint: Number.NaN }),
      seconds,
      answered: !Number.isNaN(answer),
      raw,
      names: NAMES,
    });
  };
}

/** FreeSWITCH's mod_cdr_csv: with a line of variable names first, or in the default template's order. */
export function readFreeswitchCsv(options: ReaderOptions): Reader {
  const out = voiceRows(options);
  const take = channelRows(options, out);
  const rows = headed(['uuid', 'caller_id_number', 'destination_number', 'billsec'], TEMPLATE);
  const hidden = (column: number): boolean => !READ.some((name) => rows.column(name) === column);
  const scanner = csvScanner({
    row: (row) => {
      const state = rows.take(row);
      if (state === 'row') take(rows.text, row.line, () => rows.raw(READ));
      else if (state === 'columns')
        out.reject({ line: row.line, reason: 'columns', raw: maskedRow(row, hidden, false) });
    },
    broken: (row, reason) => out.reject({ line: row.line, reason, raw: maskedRow(row, hidden, false) }),
  });
  return {
    push: (chunk): Batch => {
      scanner.push(chunk);
      return out.take();
    },
    end: (): Batch => {
      scanner.end();
      return out.takeAll();
    },
  };
}

const PROFILE = new Set(['caller_id_number', 'destination_number', 'context']);
const unescaped = (text: string): string =>
  text.includes('%')
    ? text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** FreeSWITCH's mod_json_cdr: one object for each channel, values URL-encoded or not. The caller's profile is the first of `callflow`. */
export function readFreeswitchJson(options: ReaderOptions): Reader {
  const out = voiceRows(options);
  const take = channelRows(options, out);
  const scanner = jsonScanner({
    object: (value, line) => {
      const flow = Array.isArray(value['callflow']) ? (value['callflow'] as unknown[])[0] : value['callflow'];
      const profile = textsOf((flow as Record<string, unknown> | null | undefined) ?? {});
      const own = textsOf(value);
      const text: Text = (name) =>
        unescaped(
          (PROFILE.has(name) ? profile(`caller_profile.${name}`) : '') ||
            own(`variables.${name}`) ||
            own(name),
        );
      take(text, line, () => allowedOf(text, READ));
    },
    broken: (text, line, reason) => out.reject({ line, reason, raw: allowedIn(text, READ) }),
  });
  return {
    push: (chunk): Batch => {
      scanner.push(chunk);
      return out.take();
    },
    end: (): Batch => {
      scanner.end();
      return out.takeAll();
    },
  };
}
