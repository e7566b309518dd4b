import { ask, useAct } from '#office/staff';
import {
  Button,
  Facts,
  FieldError,
  Section,
  Select,
  showToast,
  TextArea,
  useFormat,
  useLanguage,
  useWords,
} from '@telink/ui';
import { useState } from 'react';
import type { OfficeAtCustomer } from '#contract/privacy';
import { DECISIONS } from '../restrict-lists.ts';
import { inputsInWords } from './inputs-in-words.ts';
import css from './restrict.module.css';
import { words } from './words.ts';

type Way = 'mail' | 'paper';

/** What only a human may decide, with what the person has written and what the decision was taken by. Nothing when nothing waits. */
export function ReviewQueue({
  waiting,
  onAnswered,
}: {
  readonly waiting: Pick<OfficeAtCustomer, 'objections' | 'decisions' | 'words'>;
  readonly onAnswered: () => void;
}) {
  const said = useWords(words);
  const { language } = useLanguage();
  const format = useFormat();
  const answerAt = async (path: string, body: object): Promise<void> => {
    await ask('POST', `/api/office/privacy/${path}`, body);
    showToast({ text: said.done.answered });
    onAnswered();
  };
  const day = (at: string): string => format.shortDate(new Date(at));
  const wordsOf = (id: string): string => waiting.words.find((one) => one.id === id)?.words ?? '';
  const inputsOf = (id: string): string => waiting.words.find((one) => one.id === id)?.inputs ?? '';
  return (
    <>
      {waiting.objections.length === 0 ? null : (
        <Section title={said.objections.title}>
          {waiting.objections.map((one) => (
            <Answer
              key={one.id}
              what={`${said.against[one.against]}${one.decision === null ? '' : `: ${DECISIONS[one.decision].name[language]}`} · ${day(one.made)}`}
              written={wordsOf(one.id)}
              ways={[
                ['upheld', said.upheld],
                ['refused', said.refused],
              ]}
              posted
              onAnswer={(outcome, answer, way) =>
                answerAt(`objections/${one.customer}/${one.person}/${one.id}`, { outcome, answer, way })
              }
            />
          ))}
        </Section>
      )}
      {waiting.decisions.length === 0 ? null : (
        <Section title={said.decisions.title}>
          {waiting.decisions.map((one) => (
            <Answer
              key={one.id}
              what={`${DECISIONS[one.kind].name[language]} · ${day(one.at)}`}
              written={wordsOf(one.id)}
              logic={DECISIONS[one.kind].logic[language]}
              inputs={inputsInWords(inputsOf(one.id), said.inputs, format)}
              ways={[
                ['changed', said.changed],
                ['stands', said.standsFast],
              ]}
              onAnswer={(review, answer) =>
                answerAt(`decisions/${one.customer}/${one.person}/${one.id}`, { review, answer })
              }
            />
          ))}
        </Section>
      )}
    </>
  );
}

function Answer({
  what,
  written,
  logic,
  inputs = [],
  ways,
  posted = false,
  onAnswer,
}: {
  readonly what: string;
  readonly written: string;
  readonly logic?: string;
  readonly inputs?: readonly (readonly [name: string, value: string])[];
  readonly ways: readonly (readonly [value: string, label: string])[];
  /** Whether the answer can be a letter on paper, which the colleague posts. */
  readonly posted?: boolean;
  readonly onAnswer: (outcome: string, answer: string, way: Way) => Promise<void>;
}) {
  const said = useWords(words);
  const [answer, setAnswer] = useState('');
  const act = useAct();
  const [way, setWay] = useState<Way>('mail');
  return (
    <div className={css['form']} role="group" aria-label={what}>
      <b>{what}</b>
      {written === '' ? (
        <p className={css['muted']}>{said.nothingWritten}</p>
      ) : (
        <blockquote className={css['written']}>{written}</blockquote>
      )}
      {logic === undefined ? null : <p className={css['muted']}>{logic}</p>}
      {inputs.length === 0 ? null : <Facts items={inputs} />}
      <TextArea label={said.answer} value={answer} onChange={setAnswer} maxLength={2000} />
      {posted ? (
        <Select<Way>
          label={said.way}
          value={way}
          onChange={setWay}
          options={[
            { value: 'mail', label: said.byMail },
            { value: 'paper', label: said.onPaper },
          ]}
        />
      ) : null}
      <div aria-live="assertive">
        {act.problem === undefined ? null : <FieldError>{act.problem}</FieldError>}
      </div>
      <div className={css['acts']}>
        {ways.map(([value, label]) => (
          <Button
            key={value}
            busy={act.busy}
            disabled={answer.trim() === ''}
            onClick={() => void act.run(() => onAnswer(value, answer.trim(), way))}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}
