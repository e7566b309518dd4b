import { ask } from '#session';
import { Button, showToast, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import type { AddressBody } from '#contract/privacy';
import css from './correct.module.css';
import { useDeed } from './use-own.ts';
import { problemOf, words } from './words.ts';

export function AddressForm({
  given,
  onDone,
  onClose,
}: {
  readonly given: Pick<AddressBody, 'kind' | 'street' | 'postalCode' | 'city'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const [street, setStreet] = useState(given.street);
  const [postalCode, setPostalCode] = useState(given.postalCode);
  const [city, setCity] = useState(given.city);
  const deed = useDeed();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { kind: given.kind, street, postalCode, city };
    const done = await deed.run(() => ask('POST', '/api/privacy/facts/address', body).then(() => true));
    if (done !== true) return;
    showToast({ text: said.saved });
    onDone();
  };
  return (
    <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
      <TextField
        label={said.address.street}
        autoComplete="street-address"
        maxLength={200}
        value={street}
        onChange={setStreet}
      />
      <TextField
        label={said.address.postalCode}
        autoComplete="postal-code"
        maxLength={20}
        value={postalCode}
        onChange={setPostalCode}
      />
      <TextField
        label={said.address.city}
        autoComplete="address-level2"
        maxLength={200}
        value={city}
        onChange={setCity}
        error={problemOf(said, deed.refused)}
      />
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={deed.busy}>
          {said.save}
        </Button>
        <Button onClick={onClose}>{said.cancel}</Button>
      </div>
    </form>
  );
}
