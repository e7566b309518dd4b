import type { Words } from './words.ts';

const numbers: Readonly<Record<Parameters<Words['kindOfNumber']>[1], string>> = {
  'domestic-fixed': 'landline',
  'domestic-mobile': 'mobile',
  'domestic-special': 'a number without a place',
  'own-network': 'a number with us',
  voicemail: 'voicemail',
  freephone: 'freephone',
  'shared-cost': 'shared cost',
  premium: 'premium rate',
  directory: 'directory enquiries',
  'short-code': 'a short number',
  helpline: 'a helpline',
  emergency: 'an emergency number',
  'international-fixed': 'landline',
  'international-mobile': 'mobile',
  'international-special': 'special numbers',
  satellite: 'a satellite phone',
};

export const en: Words = {
  locale: 'en-GB',
  decimal: '.',
  called(kind, direction, whom) {
    if (kind === 'data') return 'You used data';
    const message = kind === 'sms' ? 'a text' : 'an MMS';
    if (direction === 'in') return kind === 'voice' ? 'You took a call' : `You received ${message}`;
    if (direction === 'forwarded') return `Your number forwarded to ${whom}`;
    return kind === 'voice' ? `You called ${whom}` : `You sent ${message} to ${whom}`;
  },
  unknownNumber: 'a number we do not know',
  kindOfNumber: (prefix, what) => `${prefix} is ${numbers[what]}.`,
  began: (kind, time) =>
    kind === 'voice'
      ? `The call began at ${time}.`
      : kind === 'data'
        ? `It began at ${time}.`
        : `At ${time}.`,
  visited: (country) => `You were in ${country}.`,
  list: (name, version) => `Price list ${name} ${version}`,
  since: (date) => `In force from ${date}.`,
  setup: 'Set-up fee',
  minutes: (count, price) =>
    count === 1 ? `1 minute begun at ${price}` : `${count} minutes begun at ${price}`,
  duration: (length, price) => `${length} at ${price} a minute`,
  pieces: (kind, price) => `1 ${kind === 'sms' ? 'text' : 'MMS'} at ${price}`,
  megabytes: (amount, price) => `${amount} at ${price} a MB`,
  countedUp: (used, charged) =>
    charged === '' ? `${used} counts as whole minutes.` : `${used} counts as ${charged}.`,
  included: (plan) => `Included in ${plan}`,
  left: (what) => `${what} left`,
  piecesLeft: '',
  minimum: 'Minimum charge',
  rounding: 'Rounding to whole öre',
  sum: (vatIncluded) => (vatIncluded ? 'Total with VAT' : 'Total without VAT'),
  why: {
    unanswered: 'Nobody answered, so it costs nothing',
    'nothing-used': 'Nothing was used, so it costs nothing',
    incoming: 'Receiving costs nothing',
    freephone: 'The number is free to call',
    helpline: 'Helplines are always free and never on the bill',
    emergency: 'Emergency numbers are always free',
    'no-book': 'There was no price list that day; we charge nothing until a person has looked',
    'no-plan': 'The plan has no prices; we charge nothing until a person has looked',
    'no-destination': 'The number is not in the price list; we charge nothing until a person has looked',
    'unknown-country': 'The country is not in the price list; we charge nothing until a person has looked',
    'no-price': 'There is no price for this; we charge nothing until a person has looked',
    'too-large': 'The amount is beyond reason; we charge nothing until a person has looked',
    'barred-premium': 'Premium numbers are barred, so it costs nothing',
    'barred-international': 'Calls abroad are barred, so it costs nothing',
    'barred-roaming': 'Use abroad is barred, so it costs nothing',
    'barred-class': 'Such numbers can’t be called on the plan, so it costs nothing',
  },
};
