import type { Add } from './vectors.ts';

/** Links, hints and what the head of a document can ask for. */
export function hints(add: Add): void {
  const link = (rel: string, more = '', quiet?: true): void =>
    add(
      `link-${rel}${more && `-${more.replace(/[^a-z]+/g, '-')}`}`,
      (u) => `<link rel="${rel}" ${more} href="${u}">`,
      quiet,
    );
  link('stylesheet');
  link('preload', 'as="image"');
  link('preload', 'as="font" crossorigin');
  link('prefetch');
  link('modulepreload');
  link('alternate stylesheet');
  link('icon', '', true);
  link('shortcut icon', '', true);
  link('manifest', '', true);
  link('search', 'type="application/opensearchdescription+xml"', true);
  link('alternate', 'type="application/rss+xml"', true);
  link('dns-prefetch', '', true);
  link('preconnect', '', true);
  link('prerender', '', true);
  link('next', '', true);
  link('pingback', '', true);
  add('link-preload-imagesrcset', (u) => `<link rel="preload" as="image" imagesrcset="${u} 1x">`);
  add(
    'speculation-rules',
    (u) => `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${u}"]}]}</script>`,
    true,
  );
  add('meta-refresh', (u) => `<meta http-equiv="refresh" content="0; url=${u}">`, true);
  add('meta-link', (u) => `<meta http-equiv="Link" content="<${u}>; rel=stylesheet">`, true);
  add('meta-cookie', (u) => `<meta http-equiv="Set-Cookie" content="a=b"><a href="${u}">x</a>`, true);
  add('script-src', (u) => `<script src="${u}"></script>`, true);
  add('xml-stylesheet', (u) => `<?xml-stylesheet href="${u}"?>x`, true);
  add('import-element', (u) => `<link rel="import" href="${u}">`, true);
  add('anchor-dns', (u) => `<a href="${u}">x</a>`, true);
}
