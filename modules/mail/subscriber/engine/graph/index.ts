import type { MailEnvironment } from '../environment.ts';
import type { Provider } from '../port/provider.ts';
import { acting } from './act.ts';
import { openChannel } from './channel.ts';
import type { Reachability } from './channel.ts';
import { reading } from './read.ts';
import { searching } from './search.ts';
import { settling } from './settings.ts';
import { noting } from './note.ts';
import { uploading } from './upload.ts';

/** The Microsoft 365 connector: the port over Microsoft Graph v1.0. `reached` hears how the provider is doing. */
export function connectGraph(
  env: Pick<MailEnvironment, 'fetch' | 'timer' | 'token' | 'page'>,
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
    ...uploading(channel, env),
    ...searching(channel),
    ...settling(channel),
    ...noting(channel),
    close: () => channel.close(),
  };
}
