import { isObject } from './graph/call.ts';
import type { StoredMessage } from './message.ts';
import { readEml } from './read-eml.ts';
import type { World } from './world.ts';

/** New mail: it joins its conversation, then the owner's rules act on it. */
export async function deliverTo(world: World, address: string, raw: Uint8Array): Promise<void> {
  const mailbox = world.mailboxOf(address);
  const now = Math.floor(world.now() / 1000) * 1000;
  const draft = await readEml(raw, { now });
  const earlier = mailbox.all.find(
    ({ internetMessageId }) => internetMessageId !== '' && draft.references.includes(internetMessageId),
  );
  const message = mailbox.add(
    {
      ...draft,
      received: now,
      isRead: false,
      ...(earlier === undefined ? {} : { conversation: earlier.conversation }),
    },
    mailbox.known('inbox'),
  );
  const rules = [...world.settingsOf(address).rules.values()]
    .filter((rule) => rule['isEnabled'] === true)
    .toSorted((a, b) => Number(a['sequence']) - Number(b['sequence']));
  for (const rule of rules) {
    if (
      !fits(rule['conditions'], message) ||
      (isObject(rule['exceptions']) &&
        Object.keys(rule['exceptions']).length > 0 &&
        fits(rule['exceptions'], message))
    )
      continue;
    const actions = isObject(rule['actions']) ? rule['actions'] : {};
    mailbox.update(message, (changed) => {
      if (actions['markAsRead'] === true) changed.isRead = true;
      if (Array.isArray(actions['assignCategories']))
        changed.categories = [
          ...new Set([...changed.categories, ...actions['assignCategories'].map(String)]),
        ];
      if (
        actions['markImportance'] === 'low' ||
        actions['markImportance'] === 'normal' ||
        actions['markImportance'] === 'high'
      )
        changed.importance = actions['markImportance'];
    });
    const target =
      actions['delete'] === true ? mailbox.known('deleteditems') : folderOf(mailbox, actions['moveToFolder']);
    if (target !== undefined) mailbox.move(message, target);
    if (actions['stopProcessingRules'] === true) break;
  }
}

function folderOf(
  mailbox: ReturnType<World['mailboxOf']>,
  id: unknown,
): ReturnType<typeof mailbox.known> | undefined {
  const decoded = typeof id === 'string' ? mailbox.ids.decode(id) : undefined;
  return decoded?.kind === 'folder' ? mailbox.folders.get(decoded.key) : undefined;
}

/** Every named condition must hold; within one, any of its words. */
function fits(conditions: unknown, message: StoredMessage): boolean {
  if (!isObject(conditions)) return true;
  const has = (text: string, words: unknown): boolean =>
    Array.isArray(words) && words.some((word) => text.toLowerCase().includes(String(word).toLowerCase()));
  const addresses = (people: unknown): string[] =>
    Array.isArray(people)
      ? people.map((person) =>
          isObject(person) && isObject(person['emailAddress'])
            ? String(person['emailAddress']['address']).toLowerCase()
            : '',
        )
      : [];
  const sender = `${message.from?.name ?? ''} ${message.from?.address ?? ''}`;
  return Object.entries(conditions).every(([name, value]) => {
    switch (name) {
      case 'subjectContains':
        return has(message.subject, value);
      case 'bodyContains':
        return has(message.content().body.content, value);
      case 'bodyOrSubjectContains':
        return has(message.subject, value) || has(message.content().body.content, value);
      case 'senderContains':
        return has(sender, value);
      case 'recipientContains':
        return has(
          [...message.to, ...message.cc].map(({ name: shown, address }) => `${shown} ${address}`).join(' '),
          value,
        );
      case 'fromAddresses':
        return addresses(value).includes(message.from?.address.toLowerCase() ?? '');
      case 'sentToAddresses':
        return message.to.some(({ address }) => addresses(value).includes(address.toLowerCase()));
      case 'hasAttachments':
        return message.hasAttachments === value;
      case 'importance':
        return message.importance === value;
      default:
        return false;
    }
  });
}
