import type { Provider } from '../port/provider.ts';
import type { DraftAttachment } from '../types.ts';

export interface FilesParts {
  readonly provider: Provider;
  readonly uuid: () => string;
  /** The provider's draft, made now if need be; null when it can't be. */
  readonly draftId: () => Promise<string | null>;
  readonly show: (files: readonly DraftAttachment[]) => void;
}

export interface Files {
  add(file: File, inline: boolean): DraftAttachment;
  remove(key: string): void;
  retry(key: string): void;
  /** When no upload runs any more. */
  settled(): Promise<void>;
  stop(): void;
}

/** The attachments of one draft: uploaded as soon as they are chosen, one after the other, each with progress and cancel. */
export function openFiles(parts: FilesParts, start: readonly DraftAttachment[]): Files {
  let list: readonly DraftAttachment[] = start;
  const blobs = new Map<string, File>();
  const stops = new Map<string, AbortController>();
  const ids = new Map<string, string>();
  let chain: Promise<void> = Promise.resolve();

  for (const file of start) if (file.state === 'there') ids.set(file.key, file.key);

  const put = (key: string, change: Partial<DraftAttachment>): void => {
    list = list.map((one) => (one.key === key ? { ...one, ...change } : one));
    parts.show(list);
  };

  const upload = async (key: string): Promise<void> => {
    const file = blobs.get(key);
    const entry = list.find((one) => one.key === key);
    if (!file || !entry || entry.state !== 'waiting') return;
    const stop = new AbortController();
    stops.set(key, stop);
    put(key, { state: 'sending', reason: null });
    const draft = await parts.draftId();
    if (draft === null) return put(key, { state: 'failed', reason: 'offline' });
    const answer = await parts.provider.attach(
      draft,
      { name: entry.name, type: entry.type, bytes: file, contentId: entry.contentId },
      (progress) => put(key, { progress }),
      stop.signal,
    );
    stops.delete(key);
    if (answer.ok) {
      ids.set(key, answer.value.id);
      if (!list.some((one) => one.key === key)) void parts.provider.detach(draft, answer.value.id);
      blobs.delete(key);
      put(key, { state: 'there', progress: { sent: file.size, total: file.size } });
    } else put(key, { state: answer.reason === 'cancelled' ? 'cancelled' : 'failed', reason: answer.reason });
  };

  const queue = (key: string): void => {
    chain = chain.then(() => upload(key)).catch(() => put(key, { state: 'failed', reason: 'unavailable' }));
  };

  return {
    add: (file, inline) => {
      const key = parts.uuid();
      const entry: DraftAttachment = {
        key,
        name: file.name || 'bilaga',
        type: file.type || 'application/octet-stream',
        size: file.size,
        inline,
        contentId: inline ? `${key}@telink.invalid` : null,
        state: 'waiting',
        progress: { sent: 0, total: file.size },
        reason: null,
      };
      blobs.set(key, file);
      list = [...list, entry];
      parts.show(list);
      queue(key);
      return entry;
    },
    remove: (key) => {
      stops.get(key)?.abort();
      const id = ids.get(key);
      list = list.filter((one) => one.key !== key);
      blobs.delete(key);
      parts.show(list);
      if (id)
        chain = chain.then(async () => {
          const draft = await parts.draftId();
          if (draft) await parts.provider.detach(draft, id);
        });
    },
    retry: (key) => {
      if (!blobs.has(key)) return;
      put(key, { state: 'waiting', reason: null, progress: { sent: 0, total: blobs.get(key)?.size ?? 0 } });
      queue(key);
    },
    settled: () => chain,
    stop: () => {
      for (const stop of stops.values()) stop.abort();
    },
  };
}
