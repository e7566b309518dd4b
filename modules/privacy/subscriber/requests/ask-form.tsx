import { ask } from '#session';
import { Button, FieldError, Select, showToast, TextArea, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import { REQUEST_KINDS, type FiledView, type Hat, type RequestKind } from '#contract/privacy';
import css from './requests.module.css';
import { words } from './words.ts';

/** Asks for anything, in one's own words and in one of one's hats. What was written stays until it is sent. */
export function AskForm({
  hats,
  about = 'question',
  onSent,
  onClose,
}: {
  readonly hats: readonly Hat[];
  /** What is chosen when the form opens. */
  readonly about?: RequestKind;
  readonly onSent: (filed: FiledView) => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const text = said.ask;
  const [kind, setKind] = useState<RequestKind>(about);
  const [hat, setHat] = useState<Hat>('person');
  const [wish, setWish] = useState('');
  const [problem, setProblem] = useState<'needed' | 'failed'>();
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if ((kind === 'question' || kind === 'complaint') && wish.trim() === '') return setProblem('needed');
    setBusy(true);
    setProblem(undefined);
    try {
      onSent(await ask<FiledView>('POST', '/api/privacy/requests', { kind, hat, text: wish }));
      showToast({ text: text.sent });
    } catch {
      setProblem('failed');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={css['ask']} onSubmit={(event) => void send(event)} noValidate aria-label={text.title}>
      <Select
        label={text.kind}
        value={kind}
        onChange={setKind}
        options={REQUEST_KINDS.toReversed().map((value) => ({ value, label: said.kinds[value] }))}
      />
      {hats.length > 1 ? (
        <Select
          label={text.hat}
          value={hat}
          onChange={setHat}
          options={hats.map((value) => ({ value, label: text.hats[value] }))}
        />
      ) : null}
      <TextArea
        label={text.text}
        hint={text.textHint}
        rows={4}
        maxLength={5000}
        value={wish}
        onChange={setWish}
        error={problem === 'needed' ? (kind === 'complaint' ? text.neededComplaint : text.needed) : undefined}
      />
      <div aria-live="polite">{problem === 'failed' ? <FieldError>{text.failed}</FieldError> : null}</div>
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={busy}>
          {text.act}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
      </div>
    </form>
  );
}
