import type { ErasureReceipt } from '#contract/privacy';

interface ReceiptWords {
  readonly title: string;
  readonly description: string;
  readonly leads: Readonly<Record<ErasureReceipt['state'], string>>;
  readonly state: string;
  readonly asked: string;
  readonly done: string;
  readonly address: string;
  readonly waits: string;
  readonly gone: string;
  readonly goes: string;
  readonly later: string;
  readonly stays: string;
  readonly complain: string;
}

const under = {
  sv: 'Uppgifterna raderas just nu. Sidan visar hur långt det har kommit när du läser in den igen.',
  en: 'The data is being erased. The page shows how far it has come when you load it again.',
};

export const RECEIPT_WORDS: Readonly<Record<'sv' | 'en', ReceiptWords>> = {
  sv: {
    title: 'Kvitto på radering',
    description: 'Vad som har raderats, vad som finns kvar, varför och till vilken dag.',
    leads: {
      planned: 'Raderingen är mottagen. Den görs av sig själv när avtalet har slutat.',
      ledgered: under.sv,
      destroying: under.sv,
      waiting: 'Det som kan raderas är raderat. Något finns kvar en tid; här står vad och varför.',
      done: 'Uppgifterna är raderade och nycklarna till dem förstörda.',
    },
    state: 'Läge',
    asked: 'Begärd',
    done: 'Klar',
    address: 'Spara adressen',
    waits: 'Väntar på',
    gone: 'Raderat',
    goes: 'Raderas',
    later: 'Raderas när avtalet har slutat',
    stays: 'Sparas en tid',
    complain: 'Inte nöjd?',
  },
  en: {
    title: 'Receipt of an erasure',
    description: 'What has been erased, what is kept, why and until which day.',
    leads: {
      planned: 'The erasure has been received. It is done by itself when the contract has ended.',
      ledgered: under.en,
      destroying: under.en,
      waiting: 'What can be erased has been. Something is kept for a time; here is what and why.',
      done: 'The data has been erased and the keys to it destroyed.',
    },
    state: 'State',
    asked: 'Asked for',
    done: 'Done',
    address: 'Keep the address',
    waits: 'Waiting for',
    gone: 'Erased',
    goes: 'To be erased',
    later: 'Erased when the contract has ended',
    stays: 'Kept for a time',
    complain: 'Not satisfied?',
  },
};
