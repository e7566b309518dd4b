import { useState } from 'react';
import { useFormat, useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import { session } from './in-browser.ts';
import { words } from './words.ts';

/** Before a sign-out that would lose something: what, by name. Staying is the safe answer. */
export default function Unsaved({ names }: { readonly names: readonly string[] }) {
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
      <p>{said.what(format.list(names.map((name) => said.quoted(name.trim() || said.noName))))}</p>
      <p>{said.why}</p>
    </AlertDialog>
  );
}
