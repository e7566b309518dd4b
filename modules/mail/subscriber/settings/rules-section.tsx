import { lazy, Suspense, useEffect, useState } from 'react';
import {
  Button,
  ErrorNote,
  IconButton,
  Section,
  showToast,
  Skeleton,
  Switch,
  useFormat,
  useWords,
} from '@telink/ui';
import type { Answer, Mail, Mailbox, Rule, RuleDraft } from '../engine/types.ts';
import { reordered, sayRule } from './rule-form.ts';
import { SaveNote } from './save-line.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const RuleDialog = lazy(() => import('./rule-dialog.tsx'));

export interface RulesSectionProps {
  readonly mail: Mail;
  readonly mailboxes: readonly Mailbox[];
  readonly nameOf: (mailbox: Mailbox) => string;
  readonly categories: readonly string[];
}

/** Rules the provider carries out, in their order. */
export function RulesSection({ mail, mailboxes, nameOf, categories }: RulesSectionProps) {
  const words = useWords(settingsWords);
  const format = useFormat();
  const { rules: own } = words;
  const [rules, setRules] = useState<readonly Rule[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  const [saving, save] = useSave();
  const { settings } = mail;
  const load = async (): Promise<Answer<readonly Rule[]>> => {
    const answer = await settings.rules();
    if (answer.ok) setRules(answer.value.toSorted((a, b) => a.order - b.order));
    setFailed(!answer.ok);
    return answer;
  };
  useEffect(() => {
    void load();
    // oxlint-disable-next-line react/exhaustive-deps -- once for each account; its store does not change
  }, [mail]);
  /** Shown at once; what the provider then says is what stands. */
  const change = async (shown: readonly Rule[], act: () => Promise<Answer<unknown>>): Promise<void> => {
    setRules(shown);
    await save(act);
    await load();
  };
  if (failed && rules === null)
    return (
      <Section title={own.title} className={css['section']}>
        <ErrorNote title={words.failed} onRetry={() => void load()}>
          {words.failedSafe}
        </ErrorNote>
      </Section>
    );
  if (rules === null)
    return (
      <Section title={own.title} className={css['section']}>
        <Skeleton rows={3} label={words.loading} />
      </Section>
    );

  const move = (rule: Rule, step: -1 | 1): void => {
    const steps = reordered(rules, rule.id, step);
    const order = new Map(steps.map((one) => [one.id, one.order]));
    const shown = rules
      .map((one) => ({ ...one, order: order.get(one.id) ?? one.order }))
      .toSorted((a, b) => a.order - b.order);
    void change(shown, async () => {
      for (const one of steps) {
        const answer = await settings.updateRule(one.id, { order: one.order });
        if (!answer.ok) return answer;
      }
      return { ok: true, value: null };
    });
  };
  const remove = async (rule: Rule): Promise<void> => {
    await change(
      rules.filter((one) => one.id !== rule.id),
      () => settings.deleteRule(rule.id),
    );
    const { id: _id, broken: _broken, foreign: _foreign, ...draft } = rule;
    const undo = (): void => void change(rules, () => settings.createRule(draft));
    // A rule we do not see whole could not be made again as it was.
    showToast({ text: own.removed, ...(rule.foreign ? {} : { undo }) });
  };
  const done = async (draft: RuleDraft): Promise<Answer<unknown>> => {
    const answer =
      editing === 'new' || editing === null
        ? await settings.createRule(draft)
        : await settings.updateRule(editing.id, draft);
    if (answer.ok) {
      setEditing(null);
      await load();
    }
    return answer;
  };
  return (
    <Section
      title={own.title}
      className={css['section']}
      end={
        <Button size="small" icon="plus" onClick={() => setEditing('new')}>
          {own.add}
        </Button>
      }
    >
      {rules.length === 0 ? <p className={css['hint']}>{own.none}</p> : null}
      <ol className={css['rules']} hidden={rules.length === 0}>
        {rules.map((rule, at) => (
          <li key={rule.id} className={css['rule']}>
            <div className={css['ruleText']}>
              <Switch
                label={rule.name}
                checked={rule.on}
                onChange={(on) =>
                  void change(
                    rules.map((one) => (one.id === rule.id ? { ...one, on } : one)),
                    () => settings.updateRule(rule.id, { on }),
                  )
                }
              />
              <span className={rule.broken ? css['problem'] : css['hint']}>
                {rule.broken
                  ? own.broken
                  : rule.foreign
                    ? own.foreign
                    : sayRule(
                        rule,
                        (id) => mailboxes.filter((one) => one.id === id).map(nameOf)[0],
                        format.list,
                        words,
                      )}
              </span>
            </div>
            <IconButton
              icon="chevron-up"
              label={own.up(rule.name)}
              disabled={at === 0}
              onClick={() => move(rule, -1)}
            />
            <IconButton
              icon="chevron-down"
              label={own.down(rule.name)}
              disabled={at === rules.length - 1}
              onClick={() => move(rule, 1)}
            />
            <IconButton
              icon="pencil-line"
              label={own.edit(rule.name)}
              disabled={rule.foreign}
              onClick={() => setEditing(rule)}
            />
            <IconButton icon="trash-2" label={own.remove(rule.name)} onClick={() => void remove(rule)} />
          </li>
        ))}
      </ol>
      <SaveNote saving={saving} />
      {editing === null ? null : (
        <Suspense>
          <RuleDialog
            {...(editing === 'new' ? {} : { rule: editing })}
            order={rules.length + 1}
            mailboxes={mailboxes}
            nameOf={nameOf}
            categories={categories}
            onDone={done}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      )}
    </Section>
  );
}
