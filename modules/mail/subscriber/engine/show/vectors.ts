import { hints } from './vectors-hints.ts';

/** One way a message can make the reader's browser ask something of a stranger. */
export interface Vector {
  readonly name: string;
  readonly html: string;
  /** Other engines, later versions or a click: kept out all the same, not expected to fire in every browser. */
  readonly quiet?: true;
}

/**
 * Remote-load vectors of every kind named in the notes on hostile mail. `at` makes an address that tells when it is asked for.
 */
export function vectors(at: (name: string) => string): readonly Vector[] {
  const list: Vector[] = [];
  const add = (name: string, html: (url: string, bare: string) => string, quiet?: true): void => {
    const url = at(name);
    list.push({ name, html: html(url, url.replace(/^https?:/, '')), ...(quiet ? { quiet } : {}) });
  };
  images(add);
  attributes(add);
  styles(add);
  drawings(add);
  hints(add);
  return list;
}

export type Add = (name: string, html: (url: string, bare: string) => string, quiet?: true) => void;

function images(add: Add): void {
  add('img-src', (u) => `<img src="${u}">`);
  add('img-srcset', (u) => `<img srcset="${u} 1x">`);
  add('img-srcset-sizes', (u) => `<img sizes="100vw" srcset="${u} 640w">`);
  add('img-lazy', (u) => `<img loading="lazy" src="${u}" width="1" height="1">`);
  add('img-noscript', (u) => `<noscript><img src="${u}"></noscript>`);
  add('image-element', (u) => `<image src="${u}">`);
  add('picture-source', (u) => `<picture><source srcset="${u}"><img></picture>`);
  add(
    'picture-source-media',
    (u) => `<picture><source media="all" srcset="${u}"><img src="data:,"></picture>`,
  );
  add('input-image', (u) => `<input type="image" src="${u}">`);
  add('video-src', (u) => `<video src="${u}" preload="auto"></video>`);
  add('video-source', (u) => `<video preload="auto"><source src="${u}" type="video/mp4"></video>`);
  add('video-poster', (u) => `<video poster="${u}"></video>`);
  add('video-autoplay', (u) => `<video autoplay muted src="${u}"></video>`);
  add('audio-src', (u) => `<audio src="${u}" preload="auto"></audio>`);
  add('audio-source', (u) => `<audio preload="auto"><source src="${u}" type="audio/mpeg"></audio>`);
  add(
    'video-track',
    (u) => `<video src="data:video/mp4,"><track default kind="subtitles" src="${u}"></video>`,
    true,
  );
  add('object-data', (u) => `<object data="${u}"></object>`);
  add('object-data-image', (u) => `<object type="image/png" data="${u}"></object>`);
  add('object-codebase', (u) => `<object codebase="${u}" classid="x"></object>`, true);
  add('object-archive', (u) => `<object archive="${u}" type="application/x-java-applet"></object>`, true);
  add('embed-src', (u) => `<embed src="${u}">`);
  add('embed-image', (u) => `<embed type="image/png" src="${u}">`);
  add('iframe-src', (u) => `<iframe src="${u}"></iframe>`);
  add('iframe-srcdoc', (u) => `<iframe srcdoc="&lt;img src='${u}'&gt;"></iframe>`);
  add('iframe-data', (u) => `<iframe src="data:text/html,<img src='${u}'>"></iframe>`);
  add(
    'iframe-data-refresh',
    (u) => `<iframe src="data:text/html,<meta http-equiv=refresh content='0;url=${u}'>"></iframe>`,
  );
  add('shadow-root', (u) => `<div><template shadowrootmode="open"><img src="${u}"></template></div>`);
  add(
    'shadow-root-style',
    (u) =>
      `<div><template shadowrootmode="open"><style>:host{background:url(${u})}</style></template>x</div>`,
  );
  add('template-nested', (u) => `<template><img src="${u}"></template>`, true);
  add('bgsound', (u) => `<bgsound src="${u}">`, true);
  add('applet', (u) => `<applet codebase="${u}" code="x"></applet>`, true);
  add('frameset', (u) => `<frameset><frame src="${u}"></frameset>`, true);
  add('view-source', (u) => `<iframe src="view-source:${u}"></iframe>`, true);
  add('portal', (u) => `<portal src="${u}"></portal>`, true);
  add('fencedframe', (u) => `<fencedframe src="${u}"></fencedframe>`, true);
  add('img-lowsrc', (u) => `<img lowsrc="${u}">`, true);
  add('img-dynsrc', (u) => `<img dynsrc="${u}">`, true);
  add('img-longdesc', (u) => `<img longdesc="${u}">`, true);
  add('img-attributionsrc', (u) => `<img attributionsrc="${u}" src="data:,">`, true);
  add('img-in-unclosed-comment', (u) => `<!--><img src="${u}">-->`);
  add('img-in-select', (u) => `<select><option><img src="${u}"></option></select>`, true);
  add('img-in-title', (u) => `<svg><title><img src="${u}"></title></svg>`);
}

function attributes(add: Add): void {
  add('body-background', (u) => `<body background="${u}">x</body>`);
  add('table-background', (u) => `<table background="${u}"><tr><td>x</td></tr></table>`);
  add('td-background', (u) => `<table><tr><td background="${u}">x</td></tr></table>`);
  add('th-background', (u) => `<table><tr><th background="${u}">x</th></tr></table>`);
  add('tr-background', (u) => `<table><tr background="${u}"><td>x</td></tr></table>`, true);
  add('protocol-relative', (_, b) => `<img src="${b}">`);
  add('leading-space', (u) => `<img src=" \t ${u}">`);
  add('leading-newline', (u) => `<img src="\n${u}">`);
  add('newline-in-scheme', (u) => `<img src="${u.replace('http', 'ht\ntp')}">`);
  add('backslashes', (u) => `<img src="${u.replace('//', '\\\\')}">`);
  add('entity-scheme', (u) => `<img src="${u.replace('http', '&#104;&#116;&#116;&#112;')}">`);
  add('upper-case-scheme', (u) => `<img src="${u.replace('http', 'HTTP')}">`);
  add('one-slash', (_, b) => `<img src="http:/${b.slice(2)}">`, true);
  add('base-href', (u) => `<base href="${u}/"><img src="below.png">`);
  add('a-ping', (u) => `<a href="#" ping="${u}">x</a>`, true);
  add('form-action', (u) => `<form action="${u}"><input type="submit"></form>`, true);
  add('button-formaction', (u) => `<form><button formaction="${u}">x</button></form>`, true);
  add('html-manifest', (u) => `<html manifest="${u}"><body>x</body></html>`, true);
  add('blockquote-cite', (u) => `<blockquote cite="${u}">x</blockquote>`, true);
  add('head-profile', (u) => `<head profile="${u}"></head>x`, true);
  add('img-usemap', (u) => `<img usemap="${u}" src="data:,">`, true);
}

function styles(add: Add): void {
  const inline = (name: string, css: (u: string) => string, quiet?: true): void =>
    add(`style-${name}`, (u) => `<div style="${css(u)}">x</div>`, quiet);
  const sheet = (name: string, css: (u: string) => string, quiet?: true): void =>
    add(
      `sheet-${name}`,
      (u) => `<style>${css(u)}</style><div class="a" id="a">x</div><ul><li>x</li></ul><input value="a">`,
      quiet,
    );
  inline('background', (u) => `background: url(${u})`);
  inline('background-image', (u) => `background-image: url('${u}')`);
  inline('background-two', (u) => `background: url(data:,), url(${u})`);
  inline('content', (u) => `content: url(${u})`);
  inline('list-style-image', (u) => `display: list-item; list-style-image: url(${u})`);
  inline('list-style', (u) => `display: list-item; list-style: url(${u})`);
  inline('border-image', (u) => `border: 1px solid; border-image: url(${u}) 1`);
  inline('cursor', (u) => `cursor: url(${u}), auto`, true);
  inline('mask', (u) => `mask-image: url(${u})`);
  inline('webkit-mask', (u) => `-webkit-mask-image: url(${u})`);
  inline('shape-outside', (u) => `float: left; shape-outside: url(${u})`);
  inline('clip-path', (u) => `clip-path: url(${u}#a)`);
  inline('filter', (u) => `filter: url(${u}#a)`);
  inline('image-set', (u) => `background-image: image-set('${u}' 1x)`);
  inline('webkit-image-set', (u) => `background-image: -webkit-image-set(url(${u}) 1x)`);
  inline('cross-fade', (u) => `background-image: -webkit-cross-fade(url(${u}), url(data:,), 50%)`);
  inline('escaped-url', (u) => `background: \\75\\72\\6c(${u})`);
  inline('escaped-letters', (u) => `background: u\\72l(${u})`);
  inline('var', (u) => `--a: url(${u}); background: var(--a)`);
  inline('var-fallback', (u) => `background: var(--none, url(${u}))`);
  inline('comment', (u) => `background:/**/url(/**/${u})`, true);
  inline('upper', (u) => `BACKGROUND: URL(${u})`);
  inline('important', (u) => `background: url(${u}) !important`);
  inline('fixed-overlay', (u) => `position: fixed !important; inset: 0; background: url(${u})`);
  inline('behavior', (u) => `behavior: url(${u})`, true);
  inline('binding', (u) => `-moz-binding: url(${u}#x)`, true);
  inline('expression', (u) => `width: expression(document.images[0].src='${u}')`, true);
  inline('unclosed', (u) => `background: url(${u}`);
  inline('src-function', (u) => `background: src('${u}')`, true);
  sheet('background', (u) => `.a { background: url(${u}) }`);
  sheet('import-string', (u) => `@import '${u}';`);
  sheet('import-url', (u) => `@import url(${u});`);
  sheet('import-layer', (u) => `@import url(${u}) layer(x) all;`);
  sheet('import-escaped', (u) => `@\\69mport '${u}';`);
  sheet('font-face', (u) => `@font-face { font-family: f; src: url(${u}) } .a { font-family: f }`);
  sheet(
    'font-range',
    (u) => `@font-face { font-family: f; src: url(${u}); unicode-range: U+0078 } .a { font-family: f }`,
  );
  sheet('attribute-selector', (u) => `input[value^=a] { background: url(${u}) }`);
  sheet('attribute-has', (u) => `body:has(input[value^=a]) { background: url(${u}) }`);
  sheet('before', (u) => `.a::before { content: url(${u}) }`);
  sheet('first-line', (u) => `.a::first-line { background: url(${u}) }`);
  sheet('marker', (u) => `li { list-style-image: url(${u}) }`);
  sheet('media', (u) => `@media all { .a { background: url(${u}) } }`);
  sheet('supports', (u) => `@supports (color: red) { .a { background: url(${u}) } }`);
  sheet('nested', (u) => `div { &.a { background: url(${u}) } }`);
  sheet('layer', (u) => `@layer x { .a { background: url(${u}) } }`);
  sheet(
    'container',
    (u) =>
      `body { container-type: inline-size } @container (min-width: 1px) { .a { background: url(${u}) } }`,
  );
  sheet(
    'keyframes',
    (u) =>
      `@keyframes k { from { background: url(${u}) } to { background: url(${u}) } } .a { animation: k 9s }`,
  );
  sheet(
    'property',
    (u) =>
      `@property --p { syntax: '<url>'; inherits: false; initial-value: url(${u}) } .a { background: var(--p) }`,
  );
  sheet('escaped-url', (u) => `.a { background: \\75\\72\\6c(${u}) }`);
  sheet('var', (u) => `:root { --a: url(${u}) } .a { background: var(--a) }`);
  sheet(
    'counter-style',
    (u) => `@counter-style c { system: cyclic; symbols: url(${u}) } li { list-style: c }`,
    true,
  );
  sheet('namespace', (u) => `@namespace url(${u}); .a { color: red }`, true);
  sheet('broken-before', (u) => `.b { color: red; } } .a { background: url(${u}) }`);
  sheet('cid-sheet', (u) => `@import 'cid:x'; .a { background: url(${u}) }`);
  add('style-in-body-attribute', (u) => `<body style="background:url(${u})">x</body>`);
  add('style-html-comment', (u) => `<style><!-- .a { background: url(${u}) } --></style><p class="a">x</p>`);
}

function drawings(add: Add): void {
  add('svg-image-href', (u) => `<svg><image href="${u}" width="9" height="9"/></svg>`);
  add(
    'svg-image-xlink',
    (u) =>
      `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${u}" width="9" height="9"/></svg>`,
  );
  add(
    'svg-fe-image',
    (u) =>
      `<svg><filter id="f"><feImage href="${u}"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  );
  add('svg-fill', (u) => `<svg><rect width="9" height="9" fill="url(${u}#a)"/></svg>`);
  add('svg-stroke', (u) => `<svg><rect width="9" height="9" stroke="url(${u}#a)"/></svg>`);
  add('svg-mask', (u) => `<svg><rect width="9" height="9" mask="url(${u}#a)"/></svg>`);
  add('svg-filter', (u) => `<svg><rect width="9" height="9" filter="url(${u}#a)"/></svg>`);
  add('svg-clip-path', (u) => `<svg><rect width="9" height="9" clip-path="url(${u}#a)"/></svg>`);
  add('svg-marker', (u) => `<svg><path d="M0 0L9 9" marker-end="url(${u}#a)" stroke="red"/></svg>`);
  add('svg-cursor', (u) => `<svg><rect cursor="url(${u})" width="9" height="9"/></svg>`, true);
  add('svg-use', (u) => `<svg><use href="${u}#a"/></svg>`, true);
  add('svg-style', (u) => `<svg><style>rect { fill: url(${u}#a) }</style><rect width="9" height="9"/></svg>`);
  add('svg-style-import', (u) => `<svg><style>@import '${u}';</style></svg>`);
  add('svg-script', (u) => `<svg><script href="${u}"></script></svg>`, true);
  add(
    'svg-set',
    (u) => `<svg><image width="9" height="9"><set attributeName="href" to="${u}"/></image></svg>`,
  );
  add(
    'svg-animate-values',
    (u) =>
      `<svg><image width="9" height="9"><animate attributeName="href" values="${u}" dur="9s"/></image></svg>`,
  );
  add(
    'svg-animate-by',
    (u) =>
      `<svg><image width="9" height="9"><animate attributeName="href" by="${u}" dur="9s"/></image></svg>`,
    true,
  );
  add(
    'svg-animate-fill',
    (u) =>
      `<svg><rect width="9" height="9"><animate attributeName="fill" values="url(${u}#a)" dur="9s"/></rect></svg>`,
    true,
  );
  add(
    'svg-animate-style',
    (u) =>
      `<svg><rect width="9" height="9"><animate attributeName="style" values="fill:url(${u}#a)" dur="9s"/></rect></svg>`,
    true,
  );
  add('svg-foreign', (u) => `<svg><foreignObject><img src="${u}"></foreignObject></svg>`);
  add(
    'svg-data-image',
    (u) =>
      `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${u}'/></svg>">`,
    true,
  );
  add(
    'svg-data-object',
    (u) =>
      `<object data="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image width='9' height='9' href='${u}'/></svg>"></object>`,
  );
  add('svg-a', (u) => `<svg><a href="${u}"><text y="9">x</text></a></svg>`, true);
  add('math-mglyph', (u) => `<math><mi><mglyph src="${u}"></mglyph></mi></math>`, true);
  add('math-href', (u) => `<math href="${u}"><mi>x</mi></math>`, true);
  add(
    'math-annotation',
    (u) => `<math><annotation-xml encoding="text/html"><img src="${u}"></annotation-xml></math>`,
  );
}
