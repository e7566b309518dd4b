import type { MailEnvironment } from '../environment.ts';
import { fetchLater } from '../later.ts';
import { trouble } from '../port/answers.ts';
import type { Answer, Provider } from '../port/provider.ts';
import { acting } from './act.ts';
import { openChannel } from './channel.ts';
import type { Channel, Reachability } from './channel.ts';
import type { noting } from './note.ts';
import { reading } from './read.ts';
import type { searching } from './search.ts';
import type { settling } from './settings.ts';
import type { uploading } from './upload.ts';

type Environment = Pick<MailEnvironment, 'fetch' | 'timer' | 'token' | 'page'>;
type Far = ReturnType<typeof noting> &
  ReturnType<typeof searching> &
  ReturnType<typeof settling> &
  ReturnType<typeof uploading>;

/** Calls that no list waits for; each is made when it is used. */
const FAR: Readonly<Record<keyof Far, true>> = {
  readNote: true,
  writeNote: true,
  search: true,
  findSent: true,
  settings: true,
  saveSettings: true,
  categories: true,
  createCategory: true,
  recolorCategory: true,
  deleteCategory: true,
  rules: true,
  createRule: true,
  updateRule: true,
  deleteRule: true,
  attach: true,
};

function far(channel: Channel, env: Environment): Far {
  let made: Promise<Far> | null = null;
  const get = (): Promise<Far> => {
    made ??= fetchLater().then(
      (later) => ({
        ...later.uploading(channel, env),
        ...later.searching(channel),
        ...later.settling(channel),
        ...later.noting(channel),
      }),
      (error: unknown) => {
        made = null;
        throw error;
      },
    );
    return made;
  };
  const calls = Object.keys(FAR).map((name) => [
    name,
    async (...given: readonly unknown[]): Promise<Answer<unknown>> => {
      const there = await get().catch(() => null);
      if (there === null) return trouble('offline');
      const call = there[name as keyof Far] as (...given: readonly unknown[]) => Promise<Answer<unknown>>;
      return call(...given);
    },
  ]);
  // FAR names every call of Far, and each is handed on as it is.
  return Object.fromEntries(calls) as Far;
}

/** The Microsoft 365 connector: the port over Microsoft Graph v1.0. `reached` hears how the provider is doing. */
export function connectGraph(
  env: Environment,
  reached: (state: Reachability) => void,
): Provider & { close(): void } {
  const channel = openChannel(env, reached);
  return {
    capabilities: {
      stableIds: true,
      categories: true,
      rules: true,
      automaticReplies: true,
      search: true,
      attachmentMax: 157_286_400,
      messageRaw: true,
    },
    ...reading(channel),
    ...acting(channel),
    ...far(channel, env),
    close: () => channel.close(),
  };
}
