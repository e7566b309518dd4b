import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

export interface SiteAssets {
  /** Address of the one stylesheet. */
  readonly stylesheet: string;
  /** Address of the icon a browser shows beside the title. */
  readonly icon: string;
  /** By address. An address holds the hash of its content and may be kept for ever. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** The two points and the line between them, square. Its own colours: a tab is light or dark regardless of the page. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" fill="none"><circle cx="6.5" cy="14" r="5" fill="#1f8a99"/><path d="M11 14h7" stroke="#1f8a99" stroke-width="2"/><circle cx="21.5" cy="14" r="4.25" stroke="#1f8a99" stroke-width="2"/></svg>';

const PREFIX = '/site/';

function addressOf(name: string, ending: string, body: Buffer): string {
  return `${PREFIX}${name}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${ending}`;
}

/** Stylesheet and fonts of the public pages, read once: the product's tokens and ground (packages/ui), then the site's own rules. All from our own host. */
export function loadAssets(): SiteAssets {
  const ui = import.meta.resolve('@telink/ui');
  const sheets = [new URL('tokens.css', ui), new URL('base.css', ui), new URL('site.css', import.meta.url)];
  const css = sheets.map((sheet) => readFileSync(sheet, 'utf8')).join('\n');
  const files = new Map<string, Asset>();
  const linked = css.replaceAll(/url\("?(@fontsource[^")]+\/files\/[^")]+)"?\)/gu, (_all, path: string) => {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.woff2$/u, '');
    const body = readFileSync(
      new URL(
        `files/${name}.woff2`,
        import.meta.resolve(`${path.split('/').slice(0, 2).join('/')}/package.json`),
      ),
    );
    const address = addressOf(name, 'woff2', body);
    files.set(address, { type: 'font/woff2', body });
    return `url("${address}")`;
  });
  const body = Buffer.from(linked);
  const stylesheet = addressOf('site', 'css', body);
  files.set(stylesheet, { type: 'text/css; charset=utf-8', body });
  const drawing = Buffer.from(ICON);
  const icon = addressOf('icon', 'svg', drawing);
  files.set(icon, { type: 'image/svg+xml', body: drawing });
  return { stylesheet, icon, files };
}
