import { announce, Button, Icon, TextField, useFormat, useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import { useState, type FormEvent } from 'react';
import type { SecurityView } from '../contract.ts';
import css from './account.module.css';
import { ask, CallFailed } from './call.ts';
import { Part, type PartProps } from './part.tsx';
import { hasPasskeys, makePasskey } from './passkeys.ts';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

type Passkey = SecurityView['passkeys'][number];

export function PasskeyPart({ view, onChanged }: PartProps) {
  const said = useWords(words);
  const text = said.security;
  const [adding, setAdding] = useState(false);
  return (
    <Part title={text.passkeys}>
      <p className={css['muted']}>{text.passkeysLead}</p>
      {view.passkeys.length === 0 ? (
        <p>{text.noPasskeys}</p>
      ) : (
        <ul className={css['rows']}>
          {view.passkeys.map((one) => (
            <PasskeyRow key={one.id} one={one} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {!hasPasskeys() ? (
        <p className={css['muted']}>{text.noSupport}</p>
      ) : adding ? (
        <NameForm
          label={text.passkeyName}
          hint={text.passkeyNameHint}
          act={text.add}
          first=""
          onCancel={() => setAdding(false)}
          onName={async (label) => {
            await makePasskey(label);
            setAdding(false);
            announce(text.added);
            await onChanged();
          }}
        />
      ) : (
        <div>
          <Button icon="key-round" onClick={() => setAdding(true)}>
            {text.addPasskey}
          </Button>
        </div>
      )}
    </Part>
  );
}

function PasskeyRow({ one, onChanged }: { readonly one: Passkey; readonly onChanged: () => Promise<void> }) {
  const said = useWords(words);
  const text = said.security;
  const format = useFormat();
  const [open, setOpen] = useState<'rename' | 'remove'>();
  const act = useAct();
  const path = `/api/session/passkeys/${one.id}`;
  if (open === 'rename') {
    return (
      <li className={css['row']}>
        <NameForm
          label={text.passkeyName}
          act={text.save2}
          first={one.label}
          onCancel={() => setOpen(undefined)}
          onName={async (label) => {
            await ask('PATCH', path, { label });
            setOpen(undefined);
            await onChanged();
          }}
        />
      </li>
    );
  }
  return (
    <li className={css['row']}>
      <Icon name="key-round" />
      <span className={css['what']}>
        <b>{one.label}</b>
        <span>
          {text.made(format.date(Date.parse(one.createdAt)))},{' '}
          {one.usedAt === null ? text.unused : text.used(format.date(Date.parse(one.usedAt)))}
        </span>
      </span>
      <Button
        size="small"
        kind="quiet"
        aria-label={text.renameLabel(one.label)}
        onClick={() => setOpen('rename')}
      >
        {text.rename}
      </Button>
      <Button
        size="small"
        kind="danger"
        aria-label={text.removeLabel(one.label)}
        onClick={() => setOpen('remove')}
      >
        {text.remove}
      </Button>
      <AlertDialog
        open={open === 'remove'}
        onClose={() => setOpen(undefined)}
        title={text.removeTitle(one.label)}
        act={{
          label: text.remove,
          danger: true,
          busy: act.busy,
          run: () =>
            void act
              .run(() => ask('DELETE', path))
              .then(async (went) => {
                if (!went) return;
                setOpen(undefined);
                await onChanged();
              }),
        }}
      >
        {act.problem ?? text.removeBody}
      </AlertDialog>
    </li>
  );
}

function NameForm({
  label,
  hint,
  act,
  first,
  onName,
  onCancel,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly act: string;
  readonly first: string;
  readonly onName: (name: string) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const said = useWords(words);
  const [name, setName] = useState(first);
  const doing = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return doing.say(said.problems.empty);
    await doing.run(() =>
      onName(name.trim()).catch((error: unknown) => {
        if (error instanceof CallFailed && (error.code === 'cancelled' || error.code === 'conflict'))
          return doing.say(error.code === 'conflict' ? said.security.hasOne : said.security.stopped);
        throw error;
      }),
    );
  };
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press; focus follows what opened */}
      <TextField
        label={label}
        hint={hint}
        autoFocus
        autoComplete="off"
        maxLength={60}
        value={name}
        onChange={setName}
        error={doing.problem}
      />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={doing.busy}>
          {act}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {said.security.cancel}
        </Button>
      </div>
    </form>
  );
}
