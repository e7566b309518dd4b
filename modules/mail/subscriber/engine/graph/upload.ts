import type { MailEnvironment } from '../environment.ts';
import { done, trouble } from '../port/answers.ts';
import type { Answer, Attachment, Provider } from '../port/provider.ts';
import type { Channel } from './channel.ts';
import { seg } from './read.ts';
import { attachment, isRaw, listOf } from './translate.ts';

/** Microsoft's own lines (Graph documentation, «Attach large files»): below 3 MiB one POST, above a session in parts below 4 MiB, at most 150 MiB. */
const ONE_POST = 3_145_728;
const MOST = 157_286_400;
/** A multiple of 320 KiB below 4 MiB. */
const CHUNK = 12 * 327_680;

export async function base64Of(bytes: Uint8Array): Promise<string> {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
}

type File = Parameters<Provider['attach']>[1];

/**
 * Sends one file to a draft. After the last part the attachments are listed instead of reading `Location`, which the upload
 * host need not expose. The session's address is already a permit: no Authorization ever goes to it.
 */
export function uploading(
  channel: Channel,
  env: Pick<MailEnvironment, 'timer' | 'page'>,
): Pick<Provider, 'attach'> {
  const single = async (draft: string, file: File): Promise<Answer<Attachment>> => {
    const contentBytes = await base64Of(new Uint8Array(await file.bytes.arrayBuffer()));
    const answer = await channel.ask({
      method: 'POST',
      path: `/me/messages/${seg(draft)}/attachments`,
      body: {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: file.name,
        contentType: file.type || 'application/octet-stream',
        contentBytes,
        ...(file.contentId ? { isInline: true, contentId: file.contentId } : {}),
      },
      repeatable: false,
    });
    if (!answer.ok) return answer.reason === 'unknown-outcome' ? find(draft, file) : answer;
    return isRaw(answer.value) ? done(attachment(answer.value)) : trouble('refused', 'no-attachment');
  };

  const find = async (draft: string, file: File): Promise<Answer<Attachment>> => {
    const listed = await channel.ask({
      method: 'GET',
      path: `/me/messages/${seg(draft)}/attachments?$select=id,name,contentType,size,isInline`,
    });
    if (!listed.ok) return listed;
    const all = listOf(isRaw(listed.value) ? listed.value['value'] : null).map(attachment);
    // The newest of that name: the provider's size includes its own overhead, so size alone does not decide.
    const found = all.findLast((one) => one.name === file.name);
    return found ? done(found) : trouble('unavailable', 'not-listed');
  };

  const session = async (draft: string, file: File): Promise<Answer<{ url: string; start: number }>> => {
    const answer = await channel.ask({
      method: 'POST',
      path: `/me/messages/${seg(draft)}/attachments/createUploadSession`,
      body: {
        AttachmentItem: {
          attachmentType: 'file',
          name: file.name,
          size: file.bytes.size,
          ...(file.type ? { contentType: file.type } : {}),
          ...(file.contentId ? { isInline: true, contentId: file.contentId } : {}),
        },
      },
    });
    if (!answer.ok) return answer;
    const url = isRaw(answer.value) ? answer.value['uploadUrl'] : null;
    return typeof url === 'string' && /^https?:/.test(url)
      ? done({ url, start: nextOf(answer.value) ?? 0 })
      : trouble('refused', 'no-upload-address');
  };

  const parts: Provider['attach'] = async (draft, file, progress, signal) => {
    const opened = await session(draft, file);
    if (!opened.ok) return opened;
    const total = file.bytes.size;
    let { start } = opened.value;
    let failures = 0;
    while (start < total) {
      if (signal.aborted) {
        await channel.bare(opened.value.url, { method: 'DELETE' });
        return trouble('cancelled');
      }
      const end = Math.min(start + CHUNK, total);
      const answer = await channel.bare(opened.value.url, {
        method: 'PUT',
        body: file.bytes.slice(start, end),
        headers: {
          'Content-Range': `bytes ${start}-${end - 1}/${total}`,
          'Content-Type': 'application/octet-stream',
        },
        signal,
      });
      if (answer.ok) {
        failures = 0;
        start = answer.value.status === 201 ? total : Math.max(nextOf(answer.value.body) ?? end, 0);
        progress({ sent: start, total });
        continue;
      }
      if (signal.aborted) continue;
      failures += 1;
      if (failures > 5 || answer.reason === 'gone' || answer.reason === 'forbidden') return answer;
      await new Promise<void>(
        (resolve) => void env.timer.after((!answer.ok && answer.waitMs) || 500 * 2 ** failures, resolve),
      );
      // What has arrived is the provider's to say, not ours to guess.
      const state = await channel.bare(opened.value.url, { method: 'GET' });
      if (state.ok) start = nextOf(state.value.body) ?? start;
    }
    return find(draft, file);
  };

  return {
    attach: async (draft, file, progress, signal) => {
      if (file.bytes.size > MOST) return trouble('too-large');
      progress({ sent: 0, total: file.bytes.size });
      if (file.bytes.size >= ONE_POST) return parts(draft, file, progress, signal);
      if (signal.aborted) return trouble('cancelled');
      const answer = await single(draft, file);
      if (answer.ok) progress({ sent: file.bytes.size, total: file.bytes.size });
      return answer;
    },
  };
}

/** The first byte the provider still lacks, from `nextExpectedRanges: ["4194304-"]`. */
function nextOf(value: unknown): number | null {
  const ranges = isRaw(value) ? (value['nextExpectedRanges'] ?? value['NextExpectedRanges']) : null;
  const first: unknown = Array.isArray(ranges) ? ranges[0] : ranges;
  const start = typeof first === 'string' ? Number.parseInt(first, 10) : Number.NaN;
  return Number.isNaN(start) ? null : start;
}
