/** Whether the whole personal number was seen, in what role and why: for the person whose data it was (promise protection.5). By the closed lists of the office. */
export interface LookWords {
  readonly roles: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

export const LOOK_WORDS: Readonly<Record<'sv' | 'en', LookWords>> = {
  sv: {
    roles: {
      support: 'Kundtjänst',
      billing: 'Fakturering',
      prices: 'Priser',
      privacy: 'Dataskydd',
      admin: 'Administration',
    },
    reasons: {
      'customer-asks': 'Du hörde av dig',
      'bill-run': 'Granskning av fakturor',
      'identify-caller': 'För att veta att det var du som ringde',
      'credit-check': 'Kreditprövning',
      'authority-request': 'Begäran från en myndighet',
      'correct-number': 'För att rätta numret',
      'fault-report': 'Felanmälan',
      'invoice-question': 'Fråga om en faktura',
      'rights-request': 'För att svara på din begäran',
      'work-list': 'I en lista över vad som ska göras, utan ditt namn',
    },
  },
  en: {
    roles: {
      support: 'Support',
      billing: 'Billing',
      prices: 'Prices',
      privacy: 'Privacy',
      admin: 'Administration',
    },
    reasons: {
      'customer-asks': 'You got in touch',
      'bill-run': 'Review of bills',
      'identify-caller': 'To know that it was you who called',
      'credit-check': 'Credit check',
      'authority-request': 'Request of an authority',
      'correct-number': 'To correct the number',
      'fault-report': 'Fault report',
      'invoice-question': 'Question about a bill',
      'rights-request': 'To answer your request',
      'work-list': 'In a list of what has to be done, without your name',
    },
  },
};

/** «Kundtjänst och Fakturering» of `support,billing`; what has no word stands as it is. */
export function sayRoles(lang: 'sv' | 'en', roles: string): string {
  const words = roles.split(',').map((role) => LOOK_WORDS[lang].roles[role] ?? role);
  return new Intl.ListFormat(lang).format(words);
}
export const sayReason = (lang: 'sv' | 'en', reason: string): string =>
  LOOK_WORDS[lang].reasons[reason] ?? reason;
