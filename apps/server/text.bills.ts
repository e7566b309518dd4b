import type { BilledChange, BilledUse } from '#modules/traffic';

/** What the lines of a bill are called. */
export interface BillWords {
  readonly language: 'sv' | 'en';
  use(one: Pick<BilledUse, 'kind' | 'direction' | 'visited'>, destination: string): string;
  change(cause: BilledChange['cause'], month: string): string;
}

const country = (code: string, language: 'sv' | 'en'): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;

const sv: BillWords = {
  language: 'sv',
  use({ kind, direction, visited }, destination) {
    const abroad = visited === '' ? '' : ` i ${country(visited, 'sv')}`;
    if (kind === 'data') return `Surf${abroad}`;
    const what = { voice: 'Samtal', sms: 'Sms', mms: 'Mms' }[kind];
    if (direction === 'in') return `Mottagna ${what.toLowerCase()}${abroad}`;
    return `${direction === 'forwarded' ? 'Vidarekopplade samtal' : what} till ${destination}${abroad}`;
  },
  change: (cause, month) =>
    `${{ corrected: 'Rättade', withdrawn: 'Återtagna', rerated: 'Omräknade' }[cause]} samtal, ${month.slice(0, 7)}`,
};

const en: BillWords = {
  language: 'en',
  use({ kind, direction, visited }, destination) {
    const abroad = visited === '' ? '' : ` in ${country(visited, 'en')}`;
    if (kind === 'data') return `Data${abroad}`;
    const what = { voice: 'calls', sms: 'text messages', mms: 'picture messages' }[kind];
    if (direction === 'in') return `Received ${what}${abroad}`;
    const named =
      direction === 'forwarded' ? 'Forwarded calls' : `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`;
    return `${named} to ${destination}${abroad}`;
  },
  change: (cause, month) =>
    `${{ corrected: 'Corrected', withdrawn: 'Withdrawn', rerated: 'Repriced' }[cause]} calls, ${month.slice(0, 7)}`,
};

export const billWords = (language: 'sv' | 'en'): BillWords => (language === 'sv' ? sv : en);
