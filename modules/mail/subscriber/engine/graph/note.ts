import { done } from '../port/answers.ts';
import type { Answer, Provider } from '../port/provider.ts';
import type { Channel } from './channel.ts';
import { seg } from './read.ts';
import { isRaw, listOf } from './translate.ts';

const FOLDER = 'Telink';
const SUBJECT = 'Telink-val';

/** The note is the text of one message in a hidden folder: it needs no further permission, and goes when the person deletes it. */
export function noting(channel: Channel): Pick<Provider, 'readNote' | 'writeNote'> {
  let folder: string | null = null;
  let message: string | null = null;

  const find = async (): Promise<Answer<null>> => {
    if (folder === null) {
      const filter = encodeURIComponent(`displayName eq '${FOLDER}'`);
      const answer = await channel.ask({
        method: 'GET',
        path: `/me/mailFolders?includeHiddenFolders=true&$filter=${filter}&$top=10`,
        priority: 'background',
      });
      if (!answer.ok) return answer;
      const found = listOf(isRaw(answer.value) ? answer.value['value'] : null).find(
        (one) => one['displayName'] === FOLDER && one['isHidden'] === true,
      );
      folder = found ? String(found['id']) : null;
    }
    if (folder !== null && message === null) {
      const answer = await channel.ask({
        method: 'GET',
        path: `/me/mailFolders/${seg(folder)}/messages?$select=id,subject&$top=10`,
        priority: 'background',
      });
      if (!answer.ok) return answer;
      const found = listOf(isRaw(answer.value) ? answer.value['value'] : null).find(
        (one) => one['subject'] === SUBJECT,
      );
      message = found ? String(found['id']) : null;
    }
    return done(null);
  };

  return {
    readNote: async () => {
      const found = await find();
      if (!found.ok) return found;
      if (message === null) return done(null);
      const answer = await channel.ask({
        method: 'GET',
        path: `/me/messages/${seg(message)}?$select=body`,
        headers: { Prefer: 'outlook.body-content-type="text"' },
        priority: 'background',
      });
      if (!answer.ok) return answer;
      const body =
        isRaw(answer.value) && isRaw(answer.value['body']) ? answer.value['body']['content'] : null;
      return done(typeof body === 'string' ? body.trim() : null);
    },
    writeNote: async (text) => {
      const found = await find();
      if (!found.ok) return found;
      const body = { contentType: 'text', content: text };
      if (message !== null) {
        const answer = await channel.ask({
          method: 'PATCH',
          path: `/me/messages/${seg(message)}`,
          body: { body },
        });
        if (answer.ok || answer.reason !== 'gone') return answer.ok ? done(null) : answer;
        message = null;
      }
      if (folder === null) {
        const made = await channel.ask({
          method: 'POST',
          path: '/me/mailFolders',
          body: { displayName: FOLDER, isHidden: true },
          repeatable: false,
        });
        if (!made.ok) return made;
        folder = isRaw(made.value) ? String(made.value['id']) : null;
      }
      const kept = await channel.ask({
        method: 'POST',
        path: `/me/mailFolders/${seg(folder ?? '')}/messages`,
        body: { subject: SUBJECT, body },
        repeatable: false,
      });
      if (!kept.ok) return kept;
      message = isRaw(kept.value) ? String(kept.value['id']) : null;
      return done(null);
    },
  };
}
