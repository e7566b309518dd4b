import { useState } from 'react';
import { Button, Checkbox, FieldError, Select, TextField, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import type { Answer, Mailbox, Rule, RuleDraft } from '../engine/types.ts';
import { emptyRule, formOf, ruleOf, type RuleForm } from './rule-form.ts';
import { SaveNote } from './save-line.tsx';
import { useSave } from './use-save.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

export interface RuleDialogProps {
  readonly rule?: Rule;
  readonly order: number;
  readonly mailboxes: readonly Mailbox[];
  readonly nameOf: (mailbox: Mailbox) => string;
  readonly categories: readonly string[];
  /** Closes the dialog when it went well. */
  readonly onDone: (rule: RuleDraft) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}

/** One rule, filled in. A refusal is said here, with everything still in place. */
export default function RuleDialog({
  rule,
  order,
  mailboxes,
  nameOf,
  categories,
  onDone,
  onClose,
}: RuleDialogProps) {
  const words = useWords(settingsWords);
  const { rules: own } = words;
  const [form, setForm] = useState<RuleForm>(rule === undefined ? emptyRule : formOf(rule));
  const [tried, setTried] = useState(false);
  const [saving, save] = useSave();
  const made = ruleOf(form, rule?.order ?? order, rule);
  const problem = tried && !made.ok ? made.problem : null;
  const change = (part: Partial<RuleForm>): void => setForm({ ...form, ...part });
  const text = (key: 'from' | 'to' | 'subject', hint?: string) => (
    <TextField
      label={own[key]}
      hint={hint}
      value={form[key]}
      autoComplete="off"
      spellCheck={false}
      translate="no"
      onChange={(value) => change({ [key]: value })}
    />
  );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={rule === undefined ? own.newTitle : own.editTitle}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button
            kind="primary"
            busy={saving.state === 'saving'}
            onClick={() => {
              setTried(true);
              if (made.ok) void save(() => onDone(made.rule));
            }}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        <TextField
          label={own.name}
          value={form.name}
          autoComplete="off"
          error={problem === 'noName' ? own.noName : undefined}
          onChange={(name) => change({ name })}
        />
        <fieldset className={css['group']}>
          <legend>{own.when}</legend>
          {text('from', own.listHint)}
          {text('to')}
          {text('subject')}
          <Checkbox
            label={own.hasAttachments}
            checked={form.hasAttachments}
            onChange={(hasAttachments) => change({ hasAttachments })}
          />
        </fieldset>
        <fieldset className={css['group']}>
          <legend>{own.then}</legend>
          <Select
            label={own.moveTo}
            value={form.moveTo}
            onChange={(moveTo) => change({ moveTo })}
            options={[
              { value: '', label: own.nowhere },
              ...mailboxes.map((one) => ({ value: one.id, label: nameOf(one) })),
            ]}
          />
          <Select
            label={own.category}
            value={form.category}
            onChange={(category) => change({ category })}
            options={[
              { value: '', label: own.noCategory },
              ...categories.map((one) => ({ value: one, label: one })),
            ]}
          />
          <Checkbox
            label={own.markRead}
            checked={form.markRead}
            onChange={(markRead) => change({ markRead })}
          />
          <Checkbox
            label={own.delete}
            checked={form.delete}
            onChange={(remove) => change({ delete: remove })}
          />
          <Checkbox label={own.stop} checked={form.stop} onChange={(stop) => change({ stop })} />
        </fieldset>
        <div role="alert">
          {problem !== null && problem !== 'noName' ? <FieldError>{own[problem]}</FieldError> : null}
        </div>
        <SaveNote saving={saving} />
      </div>
    </Dialog>
  );
}
