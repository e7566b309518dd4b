/** What a letter about a late bill says. Amounts come written, with their unit. */
export interface Owed {
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly payBy: string;
  readonly open: string;
  readonly principal: string;
  readonly fees: string;
  readonly interest: string;
  /** Absent when nothing waits for an answer. */
  readonly disputed: string | undefined;
  readonly bankgiro: string;
  readonly ocr: string;
  readonly link: string;
}

export interface LetterWords {
  readonly money: (kronor: string) => string;
  readonly subject: Readonly<Record<'reminder' | 'collection', (number: string) => string>>;
  readonly text: Readonly<Record<'reminder' | 'collection', (owed: Owed) => string>>;
}

/** A demand says what it is for, and what of it is debt, interest and costs (inkassolagen 1974:182 5 §). */
const svSums = (owed: Owed): string =>
  [
    `Kvar av fakturan: ${owed.principal}`,
    `Avgifter: ${owed.fees}`,
    `Ränta enligt räntelagen 6 §: ${owed.interest}`,
    ...(owed.disputed === undefined
      ? []
      : [`Det du har ifrågasatt, som väntar på vårt svar: ${owed.disputed}`]),
    `Att betala: ${owed.open}`,
    '',
    `Bankgiro ${owed.bankgiro}, OCR ${owed.ocr}`,
    `Senast ${owed.payBy}`,
  ].join('\n');
const svEnd = ({ link }: Owed): string =>
  `Har du redan betalat behöver du inte göra något.\nStämmer det inte? Säg det här, så pausar vi den delen: ${link}`;

const enSums = (owed: Owed): string =>
  [
    `Left of the invoice: ${owed.principal}`,
    `Fees: ${owed.fees}`,
    `Interest under section 6 of the Interest Act: ${owed.interest}`,
    ...(owed.disputed === undefined
      ? []
      : [`What you have disputed, which waits for our answer: ${owed.disputed}`]),
    `To pay: ${owed.open}`,
    '',
    `Bankgiro ${owed.bankgiro}, OCR ${owed.ocr}`,
    `By ${owed.payBy}`,
  ].join('\n');
const enEnd = ({ link }: Owed): string =>
  `If you have already paid there is nothing to do.\nNot right? Say so here, and we pause that part: ${link}`;

export const letters: Readonly<Record<'sv' | 'en', LetterWords>> = {
  sv: {
    money: (kronor) => `${kronor} kr`,
    subject: {
      reminder: (number) => `Påminnelse om faktura ${number}`,
      collection: (number) => `Inkassokrav: faktura ${number}`,
    },
    text: {
      reminder: (owed) =>
        `Faktura ${owed.number} av den ${owed.issuedOn} förföll den ${owed.dueOn}, och vi har inte fått betalt.\n\n${svSums(owed)}\n\n${svEnd(owed)}`,
      collection: (owed) =>
        `Faktura ${owed.number} av den ${owed.issuedOn}, för telefoni och bredband, förföll den ${owed.dueOn}. Den är inte betald trots påminnelse.\n\n${svSums(owed)}\n\nBetalar du inte lämnas ärendet till en handläggare, som kan ansöka hos Kronofogden. Inget stängs av innan dess.\n\n${svEnd(owed)}`,
    },
  },
  en: {
    money: (kronor) => `SEK ${kronor}`,
    subject: {
      reminder: (number) => `Reminder of invoice ${number}`,
      collection: (number) => `Collection demand: invoice ${number}`,
    },
    text: {
      reminder: (owed) =>
        `Invoice ${owed.number} of ${owed.issuedOn} was due on ${owed.dueOn}, and we have not been paid.\n\n${enSums(owed)}\n\n${enEnd(owed)}`,
      collection: (owed) =>
        `Invoice ${owed.number} of ${owed.issuedOn}, for telephony and broadband, was due on ${owed.dueOn}. It has not been paid in spite of a reminder.\n\n${enSums(owed)}\n\nIf you do not pay, a person takes over and may apply to the Enforcement Authority. Nothing is cut off before that.\n\n${enEnd(owed)}`,
    },
  },
};
