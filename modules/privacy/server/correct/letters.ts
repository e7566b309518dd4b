interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** The letter with the one-time code, to the address that is to be confirmed. */
export const CODE_LETTER: Readonly<Record<'sv' | 'en', (name: string, code: string) => Letter>> = {
  sv: (name: string, code: string) => ({
    subject: 'Din kod för att bekräfta e-postadressen',
    text: `Hej ${name}\n\nDin kod är ${code}. Skriv in den i Telink inom en kvart, så använder vi den här adressen.\n\nBad du inte om det? Då behöver du inte göra något, och adressen används inte.`,
  }),
  en: (name: string, code: string) => ({
    subject: 'Your code to confirm the e-mail address',
    text: `Hello ${name}\n\nYour code is ${code}. Enter it in Telink within a quarter of an hour and we use this address.\n\nDid you not ask for it? Then there is nothing to do, and the address is not used.`,
  }),
};
