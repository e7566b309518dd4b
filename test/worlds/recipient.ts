import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body, byte for byte as it was signed. */
  readonly text: string;
  readonly answered: number;
}

export interface Recipient {
  /** For TELINK_RECIPIENTS. */
  readonly url: string;
  /** Everything it was told, its refusals included. */
  readonly heard: readonly Heard[];
  /** What it answers from now on; 200 comes with a receipt. */
  answer: 200 | 202 | 503;
  stop(): Promise<void>;
}

/** Somebody who gets personal data from the operator, as far as being told of a correction goes (GDPR Art. 19). */
export async function startRecipient(answer: Recipient['answer']): Promise<Recipient> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const answered = recipient.answer;
      heard.push({ headers: request.headers, text: Buffer.concat(parts).toString('utf8'), answered });
      response.writeHead(answered, { 'content-type': 'application/json' });
      response.end(answered === 200 ? JSON.stringify({ receipt: `r-${heard.length}` }) : '{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const recipient: Recipient = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
    heard,
    answer,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return recipient;
}
