import type { Translated } from '@telink/ui';
import type { sv } from './text.sv.ts';

export const en: Translated<typeof sv> = {
  title: 'Erase',
  lead: 'See first what goes, what is kept and why. Nothing happens before you have confirmed with your password.',
  back: 'My data',
  loading: 'Going through your data',
  failed: 'We could not go through your data.',
  goes: { title: 'Erased at once', text: 'These rows are removed from our systems, with every copy.' },
  later: {
    title: 'Erased when the contract has ended',
    text: 'The data is needed for as long as the contract runs. Then it is erased by itself.',
  },
  stays: {
    title: 'Kept for a time',
    text: 'We have to keep this. What in the rows is not needed is erased.',
  },
  inside: 'What is erased and what stays',
  none: 'There is nothing to erase now.',
  waits: { title: 'This is what we wait for', unfreeze: 'Freeze and unfreeze' },
  act: {
    title: 'Erase my data',
    now: 'You are signed out and the account stops working at once. You are given the receipt as a link to keep.',
    later: 'The account works until the contract has ended. You are given the receipt as a link to keep.',
    password: 'Your password',
    go: 'Go on',
    first: 'Get everything in a file first',
  },
  sure: {
    title: 'Erase your data?',
    now: 'This can’t be undone. You are signed out, the account is removed, and nobody here can bring back what was erased.',
    later:
      'This can’t be undone. When the contract has ended the account is removed, you are signed out, and nobody here can bring back what was erased.',
    act: 'Erase',
    safe: 'Cancel',
  },
  leaving: { title: 'Erasing your data', text: 'You are signed out. The receipt is shown here in a moment.' },
  pending: {
    title: 'The erasure has been received',
    text: 'It can’t be undone. The receipt shows how far it has come and can be read without an account.',
    link: 'Read the receipt',
    address: 'The receipt’s address',
    copy: 'Copy the address',
    copied: 'The address is copied.',
    notCopied: 'It could not be copied. Select the address and copy it.',
  },
  problems: {
    needed: 'Enter your password.',
    'wrong-credentials': 'That is not the password. Nothing has been erased.',
    'bill-run': 'This month’s bills are being made. Try again in a while; nothing has been erased.',
    'too-many': 'Many attempts in a short time. Wait a while and try again. Nothing has been erased.',
    offline: 'We got no answer. Load the page again to see whether the erasure went through.',
    other: 'That didn’t work. Load the page again to see whether the erasure went through.',
  },
};
