import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** An authenticator in software: makes ES256 credentials and signs with them, as WebAuthn §6 says, so that passkeys can be tried over plain HTTP. */
export interface Authenticator {
  create(
    offer: { challenge: string; user: { id: string } },
    origin: string,
  ): {
    id: string;
    rawId: string;
    type: 'public-key';
    response: { clientDataJSON: string; attestationObject: string; transports: string[] };
  };
  /** `counter` forces what the authenticator says it has counted. */
  get(
    ask: { challenge: string },
    origin: string,
    counter?: number,
  ): {
    id: string;
    rawId: string;
    type: 'public-key';
    response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle: string };
  };
}

export function softwareAuthenticator(rpId: string, verified = true): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(16);
  const id = credential.toString('base64url');
  let count = 0;
  let userHandle = '';
  const flags = (attested: boolean): number => 0x01 | (verified ? 0x04 : 0) | (attested ? 0x40 : 0);
  const header = (attested: boolean, counter: number): Buffer => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(flags(attested)), number]);
  };
  const client = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    create(offer, origin) {
      userHandle = offer.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const data = Buffer.concat([
        header(true, count),
        Buffer.alloc(16),
        length,
        credential,
        coseKey(publicKey),
      ]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: client('webauthn.create', offer.challenge, origin).toString('base64url'),
          attestationObject: attestation(data).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get(ask, origin, counter) {
      count = counter ?? count + 1;
      const data = header(false, count);
      const clientData = client('webauthn.get', ask.challenge, origin);
      const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), privateKey);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle,
        },
      };
    },
  };
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** CBOR, RFC 8949: the few shapes a COSE key and an attestation without statement need. */
const bytes = (value: Buffer): Buffer =>
  value.length < 24
    ? Buffer.concat([Buffer.of(0x40 | value.length), value])
    : value.length < 256
      ? Buffer.concat([Buffer.of(0x58, value.length), value])
      : Buffer.concat([Buffer.of(0x59, value.length >> 8, value.length & 255), value]);
const text = (value: string): Buffer => Buffer.concat([Buffer.of(0x60 | value.length), Buffer.from(value)]);

function coseKey(key: KeyObject): Buffer {
  const jwk = key.export({ format: 'jwk' });
  const point = (part: string | undefined): Buffer => bytes(Buffer.from(part ?? '', 'base64url'));
  // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  return Buffer.concat([
    Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
    point(jwk.x),
    Buffer.of(0x22),
    point(jwk.y),
  ]);
}

function attestation(authData: Buffer): Buffer {
  return Buffer.concat([
    Buffer.of(0xa3),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.of(0xa0),
    text('authData'),
    bytes(authData),
  ]);
}
