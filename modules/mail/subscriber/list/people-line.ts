import type { Mailbox, Message, Person } from '../engine/types.ts';

/** What a person is called when there is little room: the name, else the address. */
export function nameOf(person: Person | null, unknown: string): string {
  if (person === null) return unknown;
  return person.name.trim() || person.address || unknown;
}

/** «Tove» of «Tove Sandström» or «Sandström, Tove». */
export function firstName(person: Person): string {
  const name = person.name.trim();
  if (name === '') return person.address;
  const turned = /^[^,]+,\s*(\S+)/.exec(name);
  return turned?.[1] ?? name.split(/\s+/)[0] ?? name;
}

export function isSame(person: Person | null, address: string): boolean {
  return person !== null && person.address.toLowerCase() === address.toLowerCase();
}

export interface PeopleWords {
  readonly noSender: string;
  readonly noRecipient: string;
  readonly to: string;
}

/** Who a row is about: the sender, or in drafts and sent mail those it goes to. */
export function aboutWhom(
  message: Message,
  mailbox: Mailbox | undefined,
  words: PeopleWords,
): { readonly name: string; readonly address: string } {
  const outgoing = message.draft || mailbox?.role === 'sent' || mailbox?.role === 'drafts';
  if (!outgoing) return { name: nameOf(message.from, words.noSender), address: message.from?.address ?? '' };
  const people = [...message.to, ...message.cc, ...message.bcc];
  const [first, ...rest] = people;
  if (first === undefined) return { name: words.noRecipient, address: '' };
  const name = rest.length === 0 ? nameOf(first, '') : people.map((one) => firstName(one)).join(', ');
  return { name, address: first.address };
}
