import { Banner, useWords } from '@telink/ui';
import { words } from './words.ts';

/** Why an act did not go through, where it was tried. */
export function FaultNote({ code }: { readonly code: string | null }) {
  const said = useWords(words);
  if (code === null) return null;
  const { fact, rest } = code in said.fault ? said.fault[code as keyof typeof said.fault] : said.fault.other;
  return (
    <Banner kind="warn" role="alert" fact={fact}>
      {rest}
    </Banner>
  );
}
