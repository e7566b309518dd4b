import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TakenLetter {
  readonly to: string;
  /** As a reader sees it: quoted-printable and base64 undone. */
  readonly text: string;
}

export interface MailServer {
  /** For TELINK_SMTP_URL. */
  readonly url: string;
  readonly letters: readonly TakenLetter[];
  /** The first letter to this address that fits, once it is there. */
  letterTo(address: string, pattern: RegExp): Promise<TakenLetter>;
  stop(): Promise<void>;
}

/** An operator's mail server, as far as the product's letters need one: takes everything and keeps it. */
export async function startMailServer(): Promise<MailServer> {
  const letters: TakenLetter[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket, (letter) => letters.push(letter));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    letters,
    async letterTo(address, pattern) {
      for (;;) {
        const found = letters.find(({ to, text }) => to === address && pattern.test(text));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function serve(socket: Socket, take: (letter: TakenLetter) => void): void {
  let [buffer, to, body, inData] = ['', '', '', false];
  socket.write('220 mail.example ESMTP\r\n');
  socket.on('data', (bytes) => {
    buffer += bytes.toString('latin1');
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (inData && line !== '.') {
        body += `${line.startsWith('..') ? line.slice(1) : line}\r\n`;
        continue;
      }
      if (inData) {
        take({ to, text: readable(body) });
        [body, inData] = ['', false];
      }
      const rcpt = /^RCPT TO:<([^>]+)>/i.exec(line);
      if (rcpt) to = rcpt[1] ?? '';
      inData = /^DATA/i.test(line);
      socket.write(inData ? '354 go on\r\n' : /^QUIT/i.test(line) ? '221 bye\r\n' : '250 OK\r\n');
    }
  });
}

function readable(raw: string): string {
  const split = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, split), raw.slice(split + 4)];
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/transfer-encoding: quoted-printable/i.test(head)) return Buffer.from(body, 'latin1').toString('utf8');
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
