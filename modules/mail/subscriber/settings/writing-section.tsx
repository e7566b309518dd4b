import { useEffect, useState } from 'react';
import { Checkbox, Section, Select, Switch, useWords } from '@telink/ui';
import type { Mail, Signature } from '../engine/types.ts';
import { useLive } from '../use-live.ts';
import { SaveLine, SaveNote } from './save-line.tsx';
import { SmallEditor } from './small-editor.tsx';
import { kept, useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const choices = [0, 5, 10, 20, 30, 60] as const;

/** Signature, time to undo, spell check. */
export function WritingSection({ mail }: { readonly mail: Mail }) {
  const words = useWords(settingsWords);
  const [signature, setSignature] = useState<Signature | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  const [saving, save] = useSave();
  const [holding, saveHold] = useSave();
  const [spelling, saveSpelling] = useSave();
  const checked = useLive(mail.spelling);
  useEffect(() => {
    let gone = false;
    void Promise.all([mail.signature(), mail.holdSeconds()]).then(([text, hold]) => {
      if (gone) return;
      setSignature(text);
      setSeconds(hold);
    });
    return () => {
      gone = true;
    };
  }, [mail]);
  if (signature === null || seconds === null) return null;
  const offered = [...new Set([...choices, seconds])].toSorted((a, b) => a - b);
  return (
    <>
      <Section title={words.signature.title} className={css['section']}>
        <SmallEditor
          named
          label={words.signature.text}
          hint={words.signature.hint}
          html={signature.html}
          spelling={checked}
          onChange={(html) => setSignature((now) => ({ html, onReplies: now?.onReplies ?? true }))}
        />
        <Checkbox
          label={words.signature.onReplies}
          checked={signature.onReplies}
          onChange={(onReplies) => setSignature({ ...signature, onReplies })}
        />
        <SaveLine saving={saving} onSave={() => void save(() => kept(mail.saveSignature(tidy(signature))))} />
      </Section>
      <Section title={words.writing.title} className={css['section']}>
        <Select
          label={words.writing.hold}
          hint={words.writing.holdHint}
          value={String(seconds)}
          options={offered.map((one) => ({ value: String(one), label: words.writing.seconds(one) }))}
          onChange={(value) => {
            setSeconds(Number(value));
            void saveHold(() => kept(mail.saveHoldSeconds(Number(value))));
          }}
        />
        <SaveNote saving={holding} />
        <Switch
          label={words.writing.spelling}
          hint={words.writing.spellingHint}
          checked={checked}
          onChange={(on) => void saveSpelling(() => kept(mail.saveSpelling(on)))}
        />
        <SaveNote saving={spelling} />
      </Section>
    </>
  );
}

/** An emptied editor still holds a line: that is no signature. */
const tidy = (signature: Signature): Signature =>
  /[^\s\u00a0\u200b]/.test(signature.html.replace(/<[^>]*>|&nbsp;/g, ''))
    ? signature
    : { ...signature, html: '' };
