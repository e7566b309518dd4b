/* oxlint-disable typescript/no-unsafe-type-assertion -- Node's Web Crypto is the same object under another type name. */
import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A throwaway authority and one leaf for the given names. */
export interface Certificate {
  /** PEM of the leaf's private key. */
  readonly key: string;
  /** PEM of the leaf, then of the authority. */
  readonly cert: string;
  /** PEM of the authority, for NODE_EXTRA_CA_CERTS and `ca`. */
  readonly ca: string;
  /** base64(SHA-256(SPKI of the leaf)), for Chromium's --ignore-certificate-errors-spki-list. */
  readonly spki: string;
  /** Writes key, cert and ca as files and returns their paths; `remove` deletes them. */
  files(): Promise<{
    readonly key: string;
    readonly cert: string;
    readonly ca: string;
    remove(): Promise<void>;
  }>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Good from an hour ago for a month; names may be host names, wildcards or IP addresses. */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  cryptoProvider.set(webcrypto as Crypto);
  const [authority, leaf] = await Promise.all([keys(), keys()]);
  const notBefore = new Date(Date.now() - 3_600_000);
  const notAfter = new Date(Date.now() + 30 * 86_400_000);
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Telink test authority',
    keys: authority,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${names[0] ?? 'localhost'}`,
    issuer: root.subject,
    notBefore,
    notAfter,
    publicKey: leaf.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new SubjectAlternativeNameExtension(
        names.map((value) => ({
          type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const),
          value,
        })),
      ),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    ],
  });
  const pem = (label: string, bytes: ArrayBuffer): string =>
    `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`;
  const key = pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', leaf.privateKey));
  const ca = `${root.toString('pem')}\n`;
  const cert = `${certificate.toString('pem')}\n${ca}`;
  const spki = createHash('sha256')
    .update(Buffer.from(await webcrypto.subtle.exportKey('spki', leaf.publicKey)))
    .digest('base64');
  return {
    key,
    cert,
    ca,
    spki,
    files: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'telink-certificate-'));
      const paths = {
        key: join(folder, 'key.pem'),
        cert: join(folder, 'cert.pem'),
        ca: join(folder, 'ca.pem'),
      };
      await Promise.all([
        writeFile(paths.key, key, { mode: 0o600 }),
        writeFile(paths.cert, cert),
        writeFile(paths.ca, ca),
      ]);
      return { ...paths, remove: async () => await rm(folder, { recursive: true, force: true }) };
    },
  };
}

async function keys(): Promise<CryptoKeyPair> {
  const made = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return made as CryptoKeyPair;
}

/** Arguments for Chromium: production names to loopback ports, every other name unknown. */
export function chromiumNameArguments(
  hosts: Readonly<Record<string, number>>,
  spki: string,
): readonly string[] {
  const maps = Object.entries(hosts).map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`);
  return [
    `--host-resolver-rules=${[...maps, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
  ];
}
