import { ask } from '#session';
import { Button, Section, showToast, TextArea, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import css from './correct.module.css';
import { useDeed } from './use-own.ts';
import { problemOf, words } from './words.ts';

/** What is incomplete is completed in one's own words (GDPR Art. 16). */
export function AddStatement({ onChanged }: { readonly onChanged: () => void }) {
  const said = useWords(words);
  const [text, setText] = useState('');
  const deed = useDeed();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await deed.run(() =>
      ask('POST', '/api/privacy/facts/statement', { words: text }).then(() => true),
    );
    if (done !== true) return;
    setText('');
    showToast({ text: said.saved });
    onChanged();
  };
  return (
    <Section title={said.statement.title}>
      <p className={css['muted']}>{said.statement.lead}</p>
      <form className={css['form']} onSubmit={(event) => void send(event)} noValidate>
        <TextArea
          label={said.statement.label}
          rows={3}
          maxLength={2000}
          value={text}
          onChange={setText}
          error={problemOf(said, deed.refused)}
        />
        <div className={css['acts']}>
          <Button type="submit" busy={deed.busy}>
            {said.statement.act}
          </Button>
        </div>
      </form>
    </Section>
  );
}
