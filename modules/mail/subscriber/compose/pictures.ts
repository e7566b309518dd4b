import type { Attachment, Draft, DraftAttachment, Mail } from '../engine/types.ts';

/** The bytes behind a draft's inline images, as addresses of this tab's memory. */
export interface Pictures {
  address(cid: string): string | undefined;
  put(cid: string, file: Blob): string;
  /** Finds what is still missing: in files added here, else at the provider. `there` is called for each that came. */
  find(draft: Draft, file: (key: string) => File | undefined, mail: Mail, there: () => void): void;
  close(): void;
}

const asAttachment = (one: DraftAttachment): Attachment => ({
  id: one.key,
  name: one.name,
  type: one.type,
  size: one.size,
  inline: true,
  contentId: one.contentId,
  kind: 'file',
});

export function keepPictures(): Pictures {
  const addresses = new Map<string, string>();
  const asked = new Set<string>();
  let closed = false;
  const pictures: Pictures = {
    address: (cid) => addresses.get(cid),
    put: (cid, file) => {
      const address = URL.createObjectURL(file);
      addresses.set(cid, address);
      return address;
    },
    find: (draft, file, mail, there) => {
      for (const one of draft.attachments) {
        const cid = one.contentId;
        if (!one.inline || cid === null || addresses.has(cid) || asked.has(cid)) continue;
        asked.add(cid);
        const here = file(one.key);
        if (here !== undefined) {
          pictures.put(cid, here);
          there();
        } else if (draft.id !== null && one.state === 'there') {
          void mail.download(draft.id, asAttachment(one)).then((answer) => {
            if (!answer.ok || closed || !one.type.startsWith('image/') || one.type.includes('svg')) return;
            pictures.put(cid, answer.value);
            there();
          });
        }
      }
    },
    close: () => {
      closed = true;
      for (const address of addresses.values()) URL.revokeObjectURL(address);
      addresses.clear();
    },
  };
  return pictures;
}
