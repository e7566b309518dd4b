import type { MessageDraft } from '../message.ts';
import { readEml } from '../read-eml.ts';
import type { World } from '../world.ts';
import { calendarAt } from './cast.ts';
import { oldLetters } from './archive.ts';
import type { Letter } from './compose.ts';
import { mimeOfLetter } from './compose.ts';
import { inboxLetters } from './inbox.ts';
import { privateLetters } from './private.ts';
import { projectLetters } from './projects.ts';
import { otherLetters } from './rest.ts';
import { tenderLetters } from './tenders.ts';

/** Fills the demonstration's two mailboxes with the project's own letters, dated from the clock. */
export async function fillDemonstration(world: World): Promise<void> {
  const calendar = calendarAt(world.now());
  const [work, home] = world.accounts;
  if (work !== undefined)
    await fill(world, work.address, [
      ...inboxLetters(calendar),
      ...projectLetters(calendar),
      ...tenderLetters(calendar),
      ...oldLetters(calendar),
      ...otherLetters(calendar),
    ]);
  if (home !== undefined) await fill(world, home.address, privateLetters(calendar));
}

async function fill(world: World, address: string, letters: readonly Letter[]): Promise<void> {
  const mailbox = world.mailboxOf(address);
  const folders = new Map<string, MessageDraft[]>();
  for (const letter of letters) {
    const draft = await readEml(await mimeOfLetter(letter), { now: letter.at });
    draft.received = letter.at;
    draft.sent = letter.at;
    draft.isDraft = letter.draft === true;
    draft.isRead = letter.unread !== true;
    draft.flag = { status: letter.flagged === true ? 'flagged' : 'notFlagged' };
    draft.categories = letter.categories ?? [];
    folders.set(letter.folder, [...(folders.get(letter.folder) ?? []), draft]);
  }
  for (const [folder, drafts] of folders) mailbox.addMany(drafts, mailbox.folderAt(folder));
}
