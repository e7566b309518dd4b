import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** One file of a built app and what it is sent as to whoever takes it compressed. */
export interface Asset {
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

const FOLDER = '.dense';
const WAYS = {
  br: (plain: Buffer) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (plain: Buffer) => gzipSync(plain, { level: 9 }),
};

/** Compresses a built app's files beside them, once where it is built: it takes seconds, which no start should. */
export function keepDense(app: string): void {
  mkdirSync(join(app, FOLDER), { recursive: true });
  for (const [name, asset] of readAssets(app))
    for (const way of ['br', 'gzip'] as const)
      if (asset[way]) writeFileSync(join(app, FOLDER, `${name}.${way}`), asset[way]);
}

/** The built app's files by name, with their compressed forms as they were kept; what was not kept is compressed here. */
export function readAssets(app: string): Map<string, Asset> {
  const form = (name: string, plain: Buffer, way: keyof typeof WAYS): Buffer => {
    const kept = join(app, FOLDER, `${name}.${way}`);
    return existsSync(kept) ? readFileSync(kept) : WAYS[way](plain);
  };
  return new Map(
    readdirSync(join(app, 'assets')).map((name): [string, Asset] => {
      const plain = readFileSync(join(app, 'assets', name));
      if (name.endsWith('.woff2') || plain.length < 512)
        return [name, { plain, br: undefined, gzip: undefined }];
      return [name, { plain, br: form(name, plain, 'br'), gzip: form(name, plain, 'gzip') }];
    }),
  );
}
