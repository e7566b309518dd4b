import type { RequestKind } from '#contract/privacy';

interface PublicWords {
  readonly title: string;
  readonly lead: string;
  readonly account: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<RequestKind, string>>;
  readonly mail: string;
  readonly mailHint: string;
  readonly mailWrong: string;
  readonly text: string;
  readonly textHint: string;
  readonly send: string;
  readonly then: string;
  readonly codeTitle: string;
  readonly codeLead: string;
  readonly code: string;
  readonly codeWrong: string;
  readonly codeSend: string;
  readonly again: string;
  readonly deadTitle: string;
  readonly deadText: string;
  readonly yesTitle: string;
  readonly yesText: (target: string, latest: string) => string;
  readonly noTitle: string;
  readonly noText: string;
  readonly noProof: string;
  readonly noKey: string;
  readonly complainTitle: string;
}

export const PUBLIC_WORDS: Readonly<Record<'sv' | 'en', PublicWords>> = {
  sv: {
    title: 'Fråga oss om dina uppgifter',
    lead: 'Du behöver inget konto och ingen id-handling. Vi svarar inom en månad. Det kostar ingenting.',
    account: 'Är du kund går det fortast när du har loggat in.',
    kind: 'Vad vill du?',
    kinds: {
      access: 'Få veta vad ni har om mig',
      correction: 'Rätta en uppgift',
      restriction: 'Frysa uppgifter',
      portability: 'Ta med mig mina uppgifter',
      objection: 'Säga nej till en användning',
      erasure: 'Radera uppgifter',
      complaint: 'Klaga på hur ni hanterat mina uppgifter',
      question: 'Fråga något om mina uppgifter',
    },
    mail: 'Din e-postadress',
    mailHint: 'Dit skickar vi en kod. Den visar att det är du som frågar.',
    mailWrong: 'Det där är ingen e-postadress.',
    text: 'Med egna ord',
    textHint: 'Valfritt. Skriv inte personnummer, och skicka inga kopior av id-handlingar.',
    send: 'Skicka',
    then: 'När koden är inskriven söker vi på adressen. Innan dess får ingen veta om vi har något om dig.',
    codeTitle: 'Skriv koden från mejlet',
    codeLead: 'Vi har skickat en kod med 8 siffror till adressen. Den gäller i en timme.',
    code: 'Kod',
    codeWrong: 'Koden stämmer inte.',
    codeSend: 'Fortsätt',
    again: 'Börja om',
    deadTitle: 'Koden gäller inte längre',
    deadText: 'Den har gått ut, är använd, eller har skrivits fel för många gånger.',
    yesTitle: 'Ja, vi har uppgifter om dig',
    yesText: (target, latest) =>
      `Vi har tagit emot din begäran och svarar senast ${target}. Enligt lag ska du ha svaret senast ${latest}. Kvittot kommer till din e-post. Själva uppgifterna visas bara när du har loggat in.`,
    noTitle: 'Nej, vi har inga uppgifter om dig',
    noText:
      'Vi har sökt på din e-postadress, och ingen hos oss har den. Är du känd under en annan adress, fråga en gång till med den. Svaret är underskrivet och har skickats till dig. Frågan och svaret raderas efter 90 dagar.',
    noProof: 'Det underskrivna svaret',
    noKey: 'Nyckeln att pröva underskriften med',
    complainTitle: 'Inte nöjd?',
  },
  en: {
    title: 'Ask us about your data',
    lead: 'You need no account and no identity paper. We answer within a month. It costs nothing.',
    account: 'As a customer you get there fastest when signed in.',
    kind: 'What would you like?',
    kinds: {
      access: 'To know what you hold about me',
      correction: 'To correct something',
      restriction: 'To freeze data',
      portability: 'To take my data along',
      objection: 'To say no to a use',
      erasure: 'To erase data',
      complaint: 'To complain about how you handled my data',
      question: 'To ask something about my data',
    },
    mail: 'Your e-mail address',
    mailHint: 'We send a code there. It shows that it is you who asks.',
    mailWrong: 'That is no e-mail address.',
    text: 'In your own words',
    textHint: 'Optional. No personal number, please, and no copies of identity papers.',
    send: 'Send',
    then: 'Once the code is entered we look for the address. Before that nobody learns whether we hold anything about you.',
    codeTitle: 'Enter the code from the mail',
    codeLead: 'We have sent a code of 8 digits to the address. It works for an hour.',
    code: 'Code',
    codeWrong: 'That code is not right.',
    codeSend: 'Continue',
    again: 'Start over',
    deadTitle: 'The code no longer works',
    deadText: 'It has expired, been used, or been mistyped too many times.',
    yesTitle: 'Yes, we hold data about you',
    yesText: (target, latest) =>
      `We have your request and will answer by ${target}. By law you shall have the answer by ${latest}. The receipt comes to your e-mail. The data themselves are shown only once you have signed in.`,
    noTitle: 'No, we hold nothing about you',
    noText:
      'We have looked for your e-mail address, and nobody with us has it. If you are known under another address, ask once more with that. The answer is signed and has been sent to you. The question and the answer are erased after 90 days.',
    noProof: 'The signed answer',
    noKey: 'The key to check the signature with',
    complainTitle: 'Not satisfied?',
  },
};
