import { Button, Chip, LinkButton, Page, PageHead, TextField, useWords } from '@telink/ui';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import type { FoundCustomers } from '../contract.ts';
import type { FindBy } from '../pure/closed-lists.ts';
import { findByOf } from '../pure/find-by.ts';
import { ask } from './call.ts';
import css from './office.module.css';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

/** Finds by one whole value; shows ids and nothing else until a reason is stated. */
export default function CustomersScreen() {
  const said = useWords(words);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{
    readonly by: FindBy;
    readonly customers: FoundCustomers['customers'];
  }>();
  const act = useAct();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return act.say(said.problems.empty);
    const by = findByOf(text);
    await act.run(async () => {
      const { customers } = await ask<FoundCustomers>('POST', '/api/office/customers/find', {
        by,
        text: text.trim(),
      });
      const [only, ...more] = customers;
      if (only !== undefined && more.length === 0) await navigate({ to: `/kunder/${only.id}` });
      else setFound({ by, customers });
    });
  };
  return (
    <Page>
      <title>{`${said.find.title} · Telink`}</title>
      <PageHead title={said.find.title} />
      <div className={css['stack']}>
        <form className={css['find']} onSubmit={(event) => void send(event)} noValidate role="search">
          <TextField
            label={said.find.label}
            icon="search"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do on this page
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={320}
            value={text}
            onChange={setText}
            error={act.problem}
          />
          <Button type="submit" kind="primary" busy={act.busy}>
            {said.find.act}
          </Button>
        </form>
        <p className={css['muted']}>{said.find.hint}</p>
        <div aria-live="polite">{found === undefined ? null : <Results {...found} />}</div>
      </div>
    </Page>
  );
}

function Results({
  by,
  customers,
}: {
  readonly by: FindBy;
  readonly customers: FoundCustomers['customers'];
}) {
  const said = useWords(words);
  if (customers.length === 0)
    return (
      <p className={css['muted']}>
        {said.find.searched(said.find.by[by])} {said.find.nothing}
      </p>
    );
  return (
    <div className={css['stack']}>
      <p className={css['muted']}>
        {said.find.found(customers.length)}. {said.find.hidden}
      </p>
      <ul className={css['rows']}>
        {customers.map(({ id, open }) => (
          <li key={id} className={css['row']}>
            <div className={css['what']}>
              <b className={css['id']}>{id}</b>
            </div>
            {open ? <Chip kind="ok">{said.find.isOpen}</Chip> : null}
            <LinkButton href={`/kunder/${id}`} aria-label={`${said.find.open} ${said.find.customer(id)}`}>
              {said.find.open}
            </LinkButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
