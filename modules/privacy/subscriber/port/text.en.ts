import type { Translated } from '@telink/ui';
import type { sv } from './text.sv.ts';

export const en: Translated<typeof sv> = {
  title: 'Take along',
  lead: 'What you have given us and what came of your use of the services, in a form that computers can read.',
  back: 'My data',
  loading: 'Loading',
  failed: 'The page could not be loaded.',
  download: {
    title: 'Download',
    text: 'A zip file: everything as JSON and CSV, your calls, your contact facts as a vCard, and checksums. Mail, calendar and contacts are not in it, for we don’t store them.',
    act: 'Make it ready',
    ready: 'The file is ready. The link holds for 7 days, and only while you are signed in.',
    get: 'Download the file',
  },
  push: {
    title: 'Send to another operator',
    text: 'We send straight to them, signed. They use nothing before you have given them the code.',
    none: 'No operator can receive directly today. Download the file, or make a key they can fetch with.',
    to: 'To',
    act: 'Send',
    code: (receiver) => `Give the code to ${receiver}. It is shown only now.`,
  },
  pull: {
    title: 'Let another operator fetch',
    text: 'Give them the key and they fetch once. It stops holding after 7 days.',
    act: 'Make a key',
    token: 'Key',
    address: 'Fetched at',
    once: 'The key is shown only now.',
  },
  done: {
    title: 'How it went',
    none: 'Nothing has been taken along.',
    ways: { archive: 'File', push: 'Sent', pull: 'Key' },
    to: (receiver) => `to ${receiver}`,
    states: {
      open: { archive: 'Ready to download', push: 'Waiting for an answer', pull: 'Waiting to be used' },
      done: { archive: 'Fetched', push: 'Received', pull: 'Used' },
      failed: 'Not received',
      withdrawn: 'Withdrawn',
      expired: 'Too old',
    },
    tries: (count) => `${count} tries`,
    until: (date) => `Holds until ${date}`,
    withdraw: 'Withdraw',
  },
  problem: 'That didn’t work. Try again.',
};
