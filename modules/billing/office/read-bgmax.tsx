import { sendFile, useAct } from '#office/staff';
import { Banner, Button, FileField, useFormat, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import type { PaymentsRead } from '../pure/office-contract.ts';
import css from './billing.module.css';
import { words } from './words.ts';

/** A file from the bank: all of it or nothing. */
export function ReadBgMax({ onRead }: { readonly onRead: () => void }) {
  const { payments: text } = useWords(words);
  const act = useAct();
  const [file, setFile] = useState<File>();
  const [read, setRead] = useState<PaymentsRead>();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return act.say(text.none);
    setRead(undefined);
    await act.run(async () => {
      const path = `/api/office/billing/payments?name=${encodeURIComponent(file.name)}`;
      setRead(await sendFile<PaymentsRead>(path, file));
      onRead();
    });
  };
  return (
    <>
      <form className={css['send']} noValidate onSubmit={(event) => void send(event)}>
        <FileField
          label={text.bank}
          error={act.problem}
          choose={text.choose}
          none=""
          name={file?.name}
          onChange={setFile}
        />
        <Button type="submit" kind="primary" busy={act.busy}>
          {text.act}
        </Button>
      </form>
      {read === undefined ? null : <Told read={read} />}
    </>
  );
}

function Told({ read }: { readonly read: PaymentsRead }) {
  const { payments: text } = useWords(words);
  const { count, kronor } = useFormat();
  if (!read.ok)
    return (
      <Banner kind="danger" role="alert" fact={text.refused(count(read.line))}>
        {read.says}
      </Banner>
    );
  return (
    <Banner
      icon="circle-check"
      role="status"
      fact={text.read(count(read.payments), kronor(BigInt(read.ore), true))}
    >
      {text.told(
        count(read.paid),
        count(read.part),
        count(read.over + read.double),
        count(read.unmatched),
        count(read.duplicate),
      )}
    </Banner>
  );
}
