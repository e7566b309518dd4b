import { Button, Facts, RadioCards, useFormat, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import { useState } from 'react';
import type { CustomerView, Unmasked } from '../contract.ts';
import { UNMASK_REASONS, type UnmaskReason } from '../pure/closed-lists.ts';
import { ask } from './call.ts';
import { ProblemLine } from './front.tsx';
import css from './office.module.css';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

type Person = CustomerView['people'][number];

export function PersonPart({ customer, person }: { readonly customer: string; readonly person: Person }) {
  const said = useWords(words);
  const format = useFormat();
  const text = said.customer;
  return (
    <div className={css['person']}>
      <h3>
        {person.name}
        <span className={css['muted']}>{format.list(person.roles.map((role) => text.roles[role]))}</span>
      </h3>
      <Facts
        items={[
          [text.email, person.email ?? '–'],
          [text.phone, person.phone ?? '–'],
          ...person.addresses.map(
            ({ street, postalCode, city }) => [text.address, `${street}, ${postalCode} ${city}`] as const,
          ),
          [text.personalNumber, <Number key="number" customer={customer} person={person} />],
        ]}
      />
    </div>
  );
}

/** Hidden until a reason is given; the person sees that it was shown. Hidden again with the page. */
function Number({ customer, person }: { readonly customer: string; readonly person: Person }) {
  const said = useWords(words);
  const [asking, setAsking] = useState(false);
  const [whole, setWhole] = useState<string>();
  if (person.personalNumber === null) return '–';
  return (
    <span className={css['number']}>
      {whole ?? person.personalNumber}
      {whole === undefined ? (
        <Button
          size="small"
          icon="eye"
          aria-label={said.customer.showLabel(person.name)}
          onClick={() => setAsking(true)}
        >
          {said.customer.show}
        </Button>
      ) : (
        <Button size="small" icon="eye-off" onClick={() => setWhole(undefined)}>
          {said.customer.hide}
        </Button>
      )}
      {asking ? (
        <AskNumber
          customer={customer}
          person={person.id}
          onShown={(number) => {
            setWhole(number);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </span>
  );
}

function AskNumber({
  customer,
  person,
  onShown,
  onClose,
}: {
  readonly customer: string;
  readonly person: string;
  readonly onShown: (number: string) => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const [reason, setReason] = useState<UnmaskReason>();
  const act = useAct();
  const show = async (): Promise<void> => {
    if (reason === undefined) return act.say(said.reason.choose);
    await act.run(async () => {
      const path = `/api/office/customers/${customer}/people/${person}/personal-number`;
      const { personalNumber } = await ask<Unmasked>('POST', path, { reason });
      onShown(personalNumber === null ? '–' : `${personalNumber.slice(0, 8)}-${personalNumber.slice(8)}`);
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={said.unmask.title}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {said.unmask.cancel}
          </Button>
          <Button kind="primary" busy={act.busy} onClick={() => void show()}>
            {said.unmask.act}
          </Button>
        </>
      }
    >
      <div className={css['stack']}>
        <p className={css['muted']}>{said.unmask.lead}</p>
        <RadioCards<UnmaskReason>
          label={said.unmask.label}
          hideLabel
          value={reason}
          onChange={setReason}
          options={UNMASK_REASONS.map((value) => ({ value, label: said.unmask.reasons[value] }))}
        />
        <ProblemLine>{act.problem}</ProblemLine>
      </div>
    </Dialog>
  );
}
