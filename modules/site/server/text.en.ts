import type { sv } from './text.sv.ts';

/** The shape of the words, whatever the language. */
type Words<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof T]: Words<T[Name]> };
export type Text = Words<typeof sv>;

export const en = {
  lang: 'en',
  other: 'Svenska',
  skip: 'Skip to content',
  home: 'Telink, front page',
  site: 'The site',
  policy: 'Privacy policy',
  request: 'Ask us about your data',
  signIn: 'Sign in',
  contents: 'Contents',
  inForce: (date) => `In force from ${date}.`,
  controller: (name, number) => `${name}, ${number}, is the controller.`,
  changed: 'What has changed',
  tryIt: 'Try it yourself',
  counts: {
    proven: ['proven', 'proven'],
    notYet: ['not proven', 'not proven'],
    failed: ['broken', 'broken'],
  },
  countsOf: 'promises',
  tried: (when) => `Tried ${when}.`,
  triedOther: (when) => `Another build was tried ${when}. For this one nothing is proven yet.`,
  neverTried: 'This build has not been tried yet.',
  states: { proven: 'proven', 'not yet': 'not proven', failed: 'broken' },
  how: 'How the sentence is proven',
  noProof: 'No proof yet.',
  proofStates: { passed: 'held', failed: 'did not hold', skipped: 'could not run' },
  brokenTitle: 'The proof does not hold.',
  broken: "We can't promise this until it is mended.",
  versions: (n, date) => `Version ${n}, ${date}`,
  readVersion: 'Read the whole version',
  current: 'in force now',
  oldVersion: (n, from) => `This is version ${n}, in force from ${from}.`,
  toCurrent: 'Read the one in force now',
  legend:
    'The line beside each sentence shows where it stands: solid is proven, dashed not proven, double broken.',
  tryText:
    'The proofs are programs that anyone with the source can run. They start Telink, use it as a customer does and then search for what must not be there. A promise is shown as proven only when its proofs have held for the very build you are using.',
  tryCommand: 'To run them:',
  tryJson: 'The result as data',
  notFound: 'There is no such page',
  notFoundText: 'The address leads nowhere. The policy and all its versions remain.',
  front: {
    title: 'Telink',
    headline: 'Telephony that keeps its promises.',
    lead: 'Every sentence of our privacy policy is a promise that can be tried.',
    held: (n, of) => `Right now ${n} of ${of} hold.`,
    see: 'See which',
    read: 'Read the policy',
    points: 'This is Telink',
    mail: 'Mail with nobody in between',
    mailText: (providers) =>
      `Read, write and organise mail from ${providers}. It goes straight to your browser, never through our servers.`,
    mailTextNone:
      'Read, write and organise your mail. It goes straight to your browser, never through our servers.',
    wiped: 'Nothing left behind',
    wipedText: 'What is kept for speed lies encrypted in your browser, and is wiped when you sign out.',
    proofs: 'Promises with proof',
    proofsText:
      'Beside every sentence of the policy stands whether it is proven. If it isn’t, that stands there too.',
  },
} as const satisfies Text;
