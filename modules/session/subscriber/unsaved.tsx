import { useState } from 'react';
import { useFormat, useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import { session } from './in-browser.ts';
import type { Loss } from './store.ts';
import { words, type SessionWords } from './words.ts';

/** Before a sign-out that would lose something: what, by name. Staying is the safe answer. */
export default function Unsaved({ losses }: { readonly losses: readonly Loss[] }) {
  const said = useWords(words).unsaved;
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  return (
    <AlertDialog
      open
      title={said.title}
      safe={said.stay}
      onClose={session.stay}
      act={{
        label: said.anyway,
        danger: true,
        busy,
        run: () => {
          setBusy(true);
          void session.signOut({ anyway: true });
        },
      }}
    >
      <p>{said.what(format.list(namesOf(losses, said)))}</p>
      <p>{said.why}</p>
    </AlertDialog>
  );
}

/** Changes that are named; of the others only how many. */
const NAMED = 3;

function namesOf(losses: readonly Loss[], said: SessionWords['unsaved']): string[] {
  const quoted = ({ name }: Loss): string => (name.trim() === '' ? '' : said.quoted(name.trim()));
  const changes = losses.filter(({ what }) => what === 'change');
  const rest = changes.length - NAMED;
  return [
    ...losses.flatMap((loss) => (loss.what === 'change' ? [] : [said[loss.what](quoted(loss))])),
    ...changes.slice(0, NAMED).map((loss) => said.change(quoted(loss))),
    ...(rest > 0 ? [said.changes(rest)] : []),
  ];
}
