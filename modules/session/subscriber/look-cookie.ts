import { parseLook, type LookStore } from '@telink/ui';

const NAME = '__Host-telink-look';
const YEAR = 365 * 24 * 3600;

/**
 * Language, theme and density, in a cookie: what signing out wipes would otherwise take the language of the sign-in page with it. Holds
 * choices only, nothing of who made them (cookie register: functional).
 */
export const cookieLook: LookStore = {
  read() {
    const found = document.cookie.split('; ').find((part) => part.startsWith(`${NAME}=`));
    if (found === undefined) return {};
    try {
      return parseLook(decodeURIComponent(found.slice(NAME.length + 1)));
    } catch {
      return {};
    }
  },
  write(look) {
    // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is missing in Safari and Firefox ESR
    document.cookie = `${NAME}=${encodeURIComponent(JSON.stringify(look))}; Path=/; Secure; SameSite=Lax; Max-Age=${YEAR}`;
  },
};
