import { Button, Empty, Section, TextArea, useFormat, useLanguage, useWords } from '@telink/ui';
import { useState } from 'react';
import type { OfficeRestrictions } from '#contract/privacy';
import { DECISIONS } from '../restrict-lists.ts';
import type { Send } from './frozen-table.tsx';
import css from './restrict.module.css';
import { words } from './words.ts';

/** What only a human may decide. */
export function ReviewQueue({
  waiting,
  busy,
  send,
}: {
  readonly waiting: Pick<OfficeRestrictions, 'objections' | 'decisions'>;
  readonly busy: boolean;
  readonly send: Send;
}) {
  const said = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const day = (at: string): string => format.shortDate(new Date(at));
  return (
    <>
      <Section title={said.objections.title}>
        {waiting.objections.length === 0 ? <Empty icon="hand">{said.objections.none}</Empty> : null}
        {waiting.objections.map((one) => (
          <Answer
            key={one.id}
            what={`${said.against[one.against]}${one.decision === null ? '' : `: ${DECISIONS[one.decision].name[language]}`} · ${one.customer.slice(0, 8)} · ${day(one.made)}`}
            busy={busy}
            ways={[
              ['upheld', said.upheld],
              ['refused', said.refused],
            ]}
            onAnswer={(outcome, answer) =>
              void send(
                `objections/${one.customer}/${one.person}/${one.id}`,
                { outcome, answer, way: 'mail' },
                said.done.answered,
              )
            }
          />
        ))}
      </Section>
      <Section title={said.decisions.title}>
        {waiting.decisions.length === 0 ? <Empty icon="hand">{said.decisions.none}</Empty> : null}
        {waiting.decisions.map((one) => (
          <Answer
            key={one.id}
            what={`${DECISIONS[one.kind].name[language]} · ${one.customer.slice(0, 8)} · ${day(one.at)}`}
            busy={busy}
            ways={[
              ['changed', said.changed],
              ['stands', said.standsFast],
            ]}
            onAnswer={(review, answer) =>
              void send(
                `decisions/${one.customer}/${one.person}/${one.id}`,
                { review, answer },
                said.done.answered,
              )
            }
          />
        ))}
      </Section>
    </>
  );
}

function Answer({
  what,
  ways,
  busy,
  onAnswer,
}: {
  readonly what: string;
  readonly ways: readonly (readonly [value: string, label: string])[];
  readonly busy: boolean;
  readonly onAnswer: (outcome: string, answer: string) => void;
}) {
  const said = useWords(words);
  const [answer, setAnswer] = useState('');
  return (
    <div className={css['form']} role="group" aria-label={what}>
      <b>{what}</b>
      <TextArea label={said.answer} value={answer} onChange={setAnswer} maxLength={2000} />
      <div className={css['acts']}>
        {ways.map(([value, label]) => (
          <Button
            key={value}
            busy={busy}
            disabled={answer.trim() === ''}
            onClick={() => onAnswer(value, answer.trim())}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
