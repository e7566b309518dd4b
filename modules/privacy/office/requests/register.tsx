import { ask, useAct } from '#office/staff';
import { Banner, Button, Select, showToast, TextArea, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import { HATS, REQUEST_KINDS, type Hat, type RegisteredView, type RequestKind } from '#contract/privacy';
import css from './board.module.css';
import { words } from './words.ts';

const CHANNELS = ['letter', 'mail', 'phone'] as const;

/** What came outside the app, on the day it came: the clock started then. */
export function Register({
  onFiled,
  onClose,
}: {
  readonly onFiled: () => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const text = said.register;
  const act = useAct();
  const [email, setEmail] = useState('');
  const [kind, setKind] = useState<RequestKind>('access');
  const [hat, setHat] = useState<Hat>('person');
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('letter');
  const [receivedOn, setReceivedOn] = useState('');
  const [wish, setWish] = useState('');
  const [no, setNo] = useState<string>();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!email.includes('@') || !/^\d{4}-\d{2}-\d{2}$/.test(receivedOn)) return act.say(text.wrong);
    await act.run(async () => {
      const body = { email: email.trim(), kind, hat, channel, receivedOn, text: wish };
      const done = await ask<RegisteredView>('POST', '/api/office/privacy/requests', body);
      setNo(done.no ?? undefined);
      if (done.no !== null) return;
      showToast({ text: text.filed(done.filed[0]?.latest ?? '') });
      onFiled();
      onClose();
    });
  };
  return (
    <form className={css['panel']} onSubmit={(event) => void send(event)} noValidate aria-label={text.title}>
      <h2>{text.title}</h2>
      <div className={css['pair']}>
        <TextField label={text.mail} type="email" autoComplete="off" value={email} onChange={setEmail} />
        <TextField label={text.day} type="date" value={receivedOn} onChange={setReceivedOn} />
      </div>
      <div className={css['pair']}>
        <Select
          label={text.kind}
          value={kind}
          onChange={setKind}
          options={REQUEST_KINDS.map((value) => ({ value, label: said.kinds[value] }))}
        />
        <Select
          label={text.hat}
          value={hat}
          onChange={setHat}
          options={HATS.map((value) => ({ value, label: said.hats[value] }))}
        />
        <Select
          label={text.channel}
          value={channel}
          onChange={setChannel}
          options={CHANNELS.map((value) => ({ value, label: said.channels[value] }))}
        />
      </div>
      <TextArea label={text.text} rows={4} maxLength={5000} value={wish} onChange={setWish} />
      <div aria-live="polite">
        {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
        {no === undefined ? null : (
          <>
            <p className={css['muted']}>{text.nobody}</p>
            <pre className={css['no']}>{no}</pre>
          </>
        )}
      </div>
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text.act}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
      </div>
    </form>
  );
}
