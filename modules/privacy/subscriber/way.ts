import { createContext, use, type Context } from 'react';

type Parts = Readonly<Record<string, string>>;

/** What stands where the path has `$name`; undefined when the address is another's. */
export function partsOf(path: string, address: string): Parts | undefined {
  const [wanted, given] = [path, address.replace(/\/+$/, '')].map((text) => text.split('/'));
  if (wanted === undefined || given === undefined || wanted.length !== given.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, piece] of wanted.entries()) {
    const found = given[index] ?? '';
    if (piece.startsWith('$')) parts[piece.slice(1)] = found;
    else if (piece !== found) return undefined;
  }
  return parts;
}

export const WayContext: Context<Parts> = createContext<Parts>({});

/** One named part of the address of a screen of the privacy centre; '' when it has none of that name. */
export const useWay = (name: string): string => use(WayContext)[name] ?? '';
