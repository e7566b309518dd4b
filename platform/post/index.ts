import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transporter } from 'nodemailer';
import type { Config } from '#platform/config';
import { randomId } from '#platform/crypto';
import type { Log } from '#platform/log';

export { postMap } from './data-map.ts';

/** A letter of the product's own: a link to set a password, a notice of a changed sign-in. Never content of a person's mailbox. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  /** Plain text; a footer that names the controller is added (GDPR Art. 13.1 (a)). */
  readonly text: string;
  readonly html?: string;
}

export interface Post {
  /** Hands the letter over, or throws: a job that sends tries again. Neither address nor text is logged. */
  send(letter: Letter): Promise<void>;
}

/** A letter waiting to be read in the demonstration. */
export interface SunkLetter {
  readonly file: string;
  readonly raw: string;
}

const outbox = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'outbox');

/** SMTP where it is configured; in the demonstration a folder; else every send fails, and says so in the log from the start. */
export function createPost({ config, log }: { readonly config: Config; readonly log: Log }): Post {
  if (config.smtpUrl !== undefined) return smtp(config, config.smtpUrl);
  if (config.demo) return sink(config);
  log.warn('no way to send mail is configured', { code: 'TELINK_SMTP_URL' });
  return {
    send: () => Promise.reject(new Error('No way to send mail is configured.')),
  };
}

/** Read with the first letter: most processes send none. */
const mailer = async () => import('nodemailer');

function smtp(config: Config, url: string): Post {
  // One for all letters: the address may ask for connections that are kept.
  let transport: Promise<Transporter> | undefined;
  return {
    async send(letter) {
      transport ??= mailer().then(({ createTransport }) => createTransport(url, { from: sender(config) }));
      await (await transport).sendMail(composed(config, letter));
    },
  };
}

function sink(config: Config): Post {
  const folder = outbox(config);
  let count = 0;
  return {
    async send(letter) {
      const { createTransport } = await mailer();
      const sent = await createTransport(
        { streamTransport: true, buffer: true, newline: 'windows' },
        { from: sender(config) },
      ).sendMail({
        ...composed(config, letter),
        date: new Date(config.clock.now()),
      });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      count += 1;
      const name = `${String(config.clock.now()).padStart(14, '0')}-${String(count).padStart(6, '0')}-${randomId().slice(0, 8)}.eml`;
      // Written aside and renamed: a reader never sees half a letter.
      await writeFile(join(folder, `.${name}`), sent.message as Buffer, { mode: 0o600 });
      await rename(join(folder, `.${name}`), join(folder, name));
    },
  };
}

/** The demonstration's letters, oldest first. */
export async function readOutbox(config: Pick<Config, 'dataDir'>): Promise<SunkLetter[]> {
  const folder = outbox(config);
  const files = await readdir(folder).catch(() => [] as string[]);
  const letters = files.filter((file) => /^\d.*\.eml$/.test(file)).toSorted();
  return Promise.all(
    letters.map(async (file) => ({ file, raw: await readFile(join(folder, file), 'utf8') })),
  );
}

function sender(config: Config): { name: string; address: string } {
  return { name: config.controller.name, address: config.mailFrom };
}

function composed(config: Config, letter: Letter): Letter {
  const { name, number, address, email } = config.controller;
  return { ...letter, text: `${letter.text.trimEnd()}\n\n-- \n${name} · ${number}\n${address} · ${email}\n` };
}
