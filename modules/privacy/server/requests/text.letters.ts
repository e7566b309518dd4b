import type { RequestKind, Step } from '#contract/privacy';

interface LetterFacts {
  readonly name: string;
  readonly target: string;
  readonly latest: string;
  readonly note: string;
  readonly link: string;
}
type Told = Exclude<Step, 'withdrawn' | 'overdue'>;
interface LetterWords {
  readonly kinds: Readonly<Record<RequestKind, string>>;
  readonly hello: (name: string) => string;
  readonly subject: Readonly<Record<Told, (kind: string) => string>>;
  readonly text: Readonly<Record<Told, (facts: LetterFacts) => string>>;
  readonly complain: (imy: string, pts: string) => string;
  readonly code: { readonly subject: string; readonly text: (code: string) => string };
  readonly no: { readonly subject: string; readonly text: (mail: string) => string };
}

export const LETTERS: Readonly<Record<'sv' | 'en', LetterWords>> = {
  sv: {
    kinds: {
      access: 'få veta vad vi har om dig',
      correction: 'rätta en uppgift',
      restriction: 'frysa uppgifter',
      portability: 'ta med dina uppgifter',
      objection: 'säga nej till en behandling',
      erasure: 'radera uppgifter',
      complaint: 'klaga på hur vi hanterat dina uppgifter',
      question: 'fråga om dina uppgifter',
    },
    hello: (name) => (name === '' ? 'Hej' : `Hej ${name}`),
    subject: {
      filed: (kind) => `Vi har tagit emot din begäran: ${kind}`,
      extended: () => 'Vi behöver mer tid för din begäran',
      paused: () => 'Vi behöver veta att det är du som frågar',
      resumed: () => 'Din begäran fortsätter',
      answered: () => 'Din begäran är besvarad',
    },
    text: {
      filed: ({ target, latest, link }) =>
        `Vi har tagit emot din begäran och svarar senast ${target}. Enligt lag ska du ha svaret senast ${latest}. Det kostar ingenting.\n\nFölj den här:\n${link}`,
      extended: ({ note, target, latest, link }) =>
        `Vi behöver mer tid. Skälet: ${note}\n\nNu svarar vi senast ${target}, och enligt lag senast ${latest}.\n\n${link}`,
      paused: ({ note, link }) =>
        `Innan vi svarar behöver vi veta att det är du som frågar. ${note}\n\nTill dess står tiden stilla, som längst 30 dagar. Skicka inga kopior av id-handlingar.\n\n${link}`,
      resumed: ({ target, latest, link }) =>
        `Tiden går igen. Vi svarar senast ${target}, och enligt lag senast ${latest}.\n\n${link}`,
      answered: ({ link }) => `Din begäran är besvarad. Läs svaret när du har loggat in:\n${link}`,
    },
    complain: (imy, pts) =>
      `Är du inte nöjd? Du kan klaga hos ${imy}. Gäller det trafikuppgifter eller kakor klagar du hos ${pts}. Du kan också vända dig till domstol.`,
    code: {
      subject: 'Din kod',
      text: (code) =>
        `Någon, troligen du, har frågat oss om personuppgifter och angett den här adressen. Koden är:\n\n${code}\n\nDen gäller i en timme. Var det inte du? Då behöver du inte göra något; ingen får veta något utan koden.`,
    },
    no: {
      subject: 'Vi har inga uppgifter om dig',
      text: (mail) =>
        `Vi har sökt efter ${mail} och har inga personuppgifter under den adressen. Svaret är underskrivet och står sist i brevet, så att du kan visa att vi lämnat det. Vi raderar din fråga och det här svaret efter 90 dagar.`,
    },
  },
  en: {
    kinds: {
      access: 'to know what we hold about you',
      correction: 'to correct something',
      restriction: 'to freeze data',
      portability: 'to take your data along',
      objection: 'to say no to a use',
      erasure: 'to erase data',
      complaint: 'to complain about how we handled your data',
      question: 'to ask about your data',
    },
    hello: (name) => (name === '' ? 'Hello' : `Hello ${name}`),
    subject: {
      filed: (kind) => `We have your request: ${kind}`,
      extended: () => 'We need more time for your request',
      paused: () => 'We need to know that it is you who asks',
      resumed: () => 'Your request goes on',
      answered: () => 'Your request is answered',
    },
    text: {
      filed: ({ target, latest, link }) =>
        `We have your request and will answer by ${target}. By law you shall have the answer by ${latest}. It costs nothing.\n\nFollow it here:\n${link}`,
      extended: ({ note, target, latest, link }) =>
        `We need more time. The reason: ${note}\n\nWe now answer by ${target}, and by law by ${latest}.\n\n${link}`,
      paused: ({ note, link }) =>
        `Before we answer we need to know that it is you who asks. ${note}\n\nUntil then the clock stands still, for 30 days at most. Send no copies of identity papers.\n\n${link}`,
      resumed: ({ target, latest, link }) =>
        `The clock runs again. We answer by ${target}, and by law by ${latest}.\n\n${link}`,
      answered: ({ link }) => `Your request is answered. Read the answer once you have signed in:\n${link}`,
    },
    complain: (imy, pts) =>
      `Not satisfied? You can complain to ${imy}. If it is about traffic data or cookies, complain to ${pts}. You can also go to court.`,
    code: {
      subject: 'Your code',
      text: (code) =>
        `Someone, probably you, has asked us about personal data and given this address. The code is:\n\n${code}\n\nIt works for an hour. Wasn’t it you? Then there is nothing to do; nobody learns anything without the code.`,
    },
    no: {
      subject: 'We hold nothing about you',
      text: (mail) =>
        `We have looked for ${mail} and hold no personal data under that address. The answer is signed and stands last in this letter, so that you can show that we gave it. We erase your question and this answer after 90 days.`,
    },
  },
};
