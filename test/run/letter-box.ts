import { createServer, type Server } from 'node:net';

export interface LetterBox {
  /** For TELINK_SMTP_URL. */
  readonly url: string;
  /** What arrived, as it was sent, oldest first. */
  readonly letters: readonly { readonly to: string; readonly raw: string }[];
  stop(): Promise<void>;
}

/** A mail server that takes everything (RFC 5321, as much of it as a sender needs) and keeps it in memory. */
export async function startLetterBox(): Promise<LetterBox> {
  const letters: { to: string; raw: string }[] = [];
  const server: Server = createServer((socket) => {
    let waiting = '';
    let to = '';
    let inData = false;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const hear = (line: string): void => {
      if (/^(?:EHLO|HELO)/i.test(line)) say('250 letter-box');
      else if (/^RCPT TO:/i.test(line)) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        say('250 ok');
      } else if (/^DATA/i.test(line)) {
        inData = true;
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    say('220 letter-box');
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      waiting += bytes.toString('utf8');
      for (;;) {
        const end = inData ? '\r\n.\r\n' : '\r\n';
        const at = waiting.indexOf(end);
        if (at < 0) return;
        const part = waiting.slice(0, at);
        waiting = waiting.slice(at + end.length);
        if (inData) {
          inData = false;
          letters.push({ to, raw: part });
          say('250 taken');
        } else hear(part);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}
