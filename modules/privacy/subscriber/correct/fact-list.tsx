import { Button, Section, useWords } from '@telink/ui';
import { useState, type ReactNode } from 'react';
import type { OwnFacts } from '#contract/privacy';
import { AddressForm } from './address-form.tsx';
import css from './correct.module.css';
import { IdentityForm } from './identity-form.tsx';
import { LineForm } from './line-form.tsx';
import { words } from './words.ts';

interface Row {
  readonly key: string;
  readonly term: string;
  readonly value: ReactNode;
  readonly reviewed?: boolean;
  readonly form: ReactNode;
}

/** Each fact a row; «Ändra» opens its form beneath it, one at a time. */
export function FactList({ facts, onChanged }: { readonly facts: OwnFacts; readonly onChanged: () => void }) {
  const said = useWords(words);
  const [open, setOpen] = useState<string>();
  const close = (): void => setOpen(undefined);
  const done = (): void => {
    close();
    onChanged();
  };
  const forms = { onDone: done, onClose: close };
  const held = facts.addresses.filter(({ to }) => to === null);
  const kinds = (['home', 'invoice'] as const).filter((kind) => !held.some((each) => each.kind === kind));
  const rows: Row[] = [
    {
      key: 'name',
      term: said.what.name,
      value: facts.name,
      reviewed: true,
      form: <IdentityForm what="name" {...forms} />,
    },
    {
      key: 'personal_number',
      term: said.what.personal_number,
      value: facts.personalNumber,
      reviewed: true,
      form: <IdentityForm what="personal_number" {...forms} />,
    },
    {
      key: 'email',
      term: said.what.email,
      value: facts.email && <Mail facts={facts} />,
      form: <LineForm what="email" value={facts.email ?? ''} {...forms} />,
    },
    {
      key: 'phone',
      term: said.what.phone,
      value: facts.phone,
      form: <LineForm what="phone" value={facts.phone ?? ''} {...forms} />,
    },
    {
      key: 'language',
      term: said.what.language,
      value: said.languages[facts.language],
      form: <LineForm what="language" value={facts.language} {...forms} />,
    },
    ...held.map((each) => ({
      key: `${each.kind} ${each.from}`,
      term: said.addresses[each.kind],
      value: `${each.street}, ${each.postalCode} ${each.city}`,
      form: <AddressForm given={each} {...forms} />,
    })),
    ...kinds.map((kind) => ({
      key: kind,
      term: said.addresses[kind],
      value: null,
      form: <AddressForm given={{ kind, street: '', postalCode: '', city: '' }} {...forms} />,
    })),
  ];
  return (
    <Section title={said.own}>
      <ul className={css['facts']}>
        {rows.map((row) => (
          <li key={row.key}>
            <span className={css['term']}>{row.term}</span>
            <span className={css['value']}>
              {row.value || <span className={css['note']}>{said.none}</span>}
            </span>
            <Button
              size="small"
              aria-expanded={open === row.key}
              aria-label={row.reviewed === true ? said.askLabel(row.term) : said.changeLabel(row.term)}
              onClick={() => setOpen(open === row.key ? undefined : row.key)}
            >
              {row.reviewed === true ? said.ask : said.change}
            </Button>
            {open === row.key ? row.form : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Mail({ facts }: { readonly facts: OwnFacts }) {
  const said = useWords(words);
  return (
    <>
      {facts.email}
      <span className={css[facts.emailState === 'bounced' ? 'bounced' : 'note']}>
        {said.mail[facts.emailState]}
      </span>
    </>
  );
}
