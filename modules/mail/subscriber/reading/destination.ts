export interface Destination {
  readonly before: string;
  /** What decides who gets the visit, strong on screen. Punycode where the name is not plain. */
  readonly host: string;
  readonly after: string;
  /** The text of the link names another host than the one it leads to: that name. */
  readonly lies: string | null;
}

const named = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?:[/:?#]\S*)?\s*$/iu;

function registered(host: string): string {
  return host.toLowerCase().split('.').slice(-2).join('.');
}

/** Where a link leads, and whether its text says otherwise. Null for what is no address. */
export function destinationOf(href: string, text: string): Destination | null {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return null;
  }
  if (url.protocol === 'mailto:') return { before: 'mailto:', host: url.pathname, after: '', lies: null };
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { before: url.protocol, host: url.pathname.slice(0, 80), after: '', lies: null };
  const said = named.exec(text)?.[1];
  const rest = `${url.pathname === '/' ? '' : url.pathname}${url.search}`;
  return {
    before: `${url.protocol}//`,
    host: url.host,
    after: rest.length > 80 ? `${rest.slice(0, 79)}…` : rest,
    lies: said !== undefined && registered(said) !== registered(url.hostname) ? said : null,
  };
}
