import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Raw messages in a file (.eml, or mbox when it begins with `From `) or in every mail file of a folder, deep. */
export async function messagesIn(path: string): Promise<Buffer[]> {
  if ((await stat(path)).isDirectory()) {
    const names = (await readdir(path)).toSorted();
    const found = await Promise.all(
      names.filter((name) => !name.startsWith('.')).map(async (name) => await inFolder(join(path, name))),
    );
    return found.flat();
  }
  return splitMbox(await readFile(path));
}

async function inFolder(path: string): Promise<Buffer[]> {
  if ((await stat(path)).isDirectory()) return await messagesIn(path);
  return /\.(eml|msg|mbox|txt)$/i.test(path) ? splitMbox(await readFile(path)) : [];
}

/** Splits an mbox at its `From ` lines (RFC 4155) and takes off the quoting `>`; one message comes back as it is. */
export function splitMbox(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 5).toString('latin1') !== 'From ') return bytes.length === 0 ? [] : [bytes];
  const text = bytes.toString('latin1');
  return text
    .split(/(?:^|\r?\n\r?\n)From [^\r\n]*\r?\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => Buffer.from(part.replace(/^>(>*From )/gm, '$1'), 'latin1'));
}

/** Every message of a corpus folder: .eml, .msg, MimeKit's .txt and mbox files; not the expected trees beside them. */
export async function corpusMessages(folder: URL): Promise<Buffer[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => /\.(eml|msg)$|\/(messages|mbox)\/[^/]*\.txt$|sample_output_multipart$/.test(name))
    .toSorted();
  return (await Promise.all(names.map(async (name) => splitMbox(await readFile(name))))).flat();
}
