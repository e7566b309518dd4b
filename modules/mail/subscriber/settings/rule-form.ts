import type { Rule, RuleDraft } from '../engine/types.ts';
import type { SettingsWords } from './words.ts';

/** A rule as a person fills it in. Lists are texts with commas. */
export interface RuleForm {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly hasAttachments: boolean;
  readonly moveTo: string;
  readonly markRead: boolean;
  readonly category: string;
  readonly delete: boolean;
  readonly stop: boolean;
}

export const emptyRule: RuleForm = {
  name: '',
  from: '',
  to: '',
  subject: '',
  hasAttachments: false,
  moveTo: '',
  markRead: false,
  category: '',
  delete: false,
  stop: true,
};

export type RuleProblem = 'noName' | 'noWhen' | 'noThen' | 'both';

const joined = (list: readonly string[] | undefined): string => (list ?? []).join(', ');
const listed = (text: string): readonly string[] =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

export const formOf = ({ name, when, then }: Rule): RuleForm => ({
  name,
  from: joined(when.from),
  to: joined(when.to),
  subject: joined(when.subject),
  hasAttachments: when.hasAttachments ?? false,
  moveTo: then.moveTo ?? '',
  markRead: then.markRead ?? false,
  category: then.categories?.[0] ?? '',
  delete: then.delete ?? false,
  stop: then.stop ?? false,
});

/** The rule behind a filled-in form, or what is missing. What the form does not show of `before` stays as it was. */
export function ruleOf(
  form: RuleForm,
  order: number,
  before?: Rule,
): { readonly ok: true; readonly rule: RuleDraft } | { readonly ok: false; readonly problem: RuleProblem } {
  const from = listed(form.from);
  const to = listed(form.to);
  const subject = listed(form.subject);
  const body = before?.when.body ?? [];
  const { copyTo, forwardTo, categories: had = [] } = before?.then ?? {};
  const categories = [...new Set([...(form.category === '' ? [] : [form.category]), ...had.slice(1)])];
  if (form.name.trim() === '') return { ok: false, problem: 'noName' };
  if (from.length + to.length + subject.length + body.length === 0 && !form.hasAttachments)
    return { ok: false, problem: 'noWhen' };
  if (form.delete && form.moveTo !== '') return { ok: false, problem: 'both' };
  const acts =
    form.moveTo !== '' ||
    form.markRead ||
    form.delete ||
    categories.length > 0 ||
    copyTo !== undefined ||
    (forwardTo ?? []).length > 0;
  if (!acts) return { ok: false, problem: 'noThen' };
  return {
    ok: true,
    rule: {
      name: form.name.trim(),
      order,
      on: before?.on ?? true,
      when: {
        ...(from.length > 0 ? { from } : {}),
        ...(to.length > 0 ? { to } : {}),
        ...(subject.length > 0 ? { subject } : {}),
        ...(body.length > 0 ? { body } : {}),
        ...(form.hasAttachments ? { hasAttachments: true } : {}),
      },
      then: {
        ...(form.moveTo === '' ? {} : { moveTo: form.moveTo }),
        ...(copyTo === undefined ? {} : { copyTo }),
        ...(form.markRead ? { markRead: true } : {}),
        ...(categories.length > 0 ? { categories } : {}),
        ...(forwardTo === undefined ? {} : { forwardTo }),
        ...(form.delete ? { delete: true } : {}),
        ...(form.stop ? { stop: true } : {}),
      },
    },
  };
}

/** «från anna@example.se, har bilaga → flyttas till Anbud, markeras som läst» */
export function sayRule(
  { when, then }: Rule,
  mailboxName: (id: string) => string | undefined,
  list: (items: readonly string[]) => string,
  { rules }: SettingsWords,
): string {
  const { says } = rules;
  const place = (id: string): string => mailboxName(id) ?? rules.aFolder;
  const ifs = [
    when.from && says.from(list(when.from)),
    when.to && says.to(list(when.to)),
    when.subject && says.subject(list(when.subject)),
    when.hasAttachments === true && says.attachments,
  ].filter((one) => typeof one === 'string');
  const acts = [
    then.moveTo !== undefined && says.move(place(then.moveTo)),
    then.copyTo !== undefined && says.copy,
    then.markRead === true && says.read,
    then.categories && says.category(list(then.categories)),
    then.forwardTo && says.forward,
    then.delete === true && says.delete,
  ].filter((one) => typeof one === 'string');
  return `${ifs.join(', ')} → ${acts.join(', ')}`;
}

/** New order numbers when one rule moves a step; only those that change. The provider applies rules from 1 up. */
export function reordered(
  rules: readonly Rule[],
  id: string,
  step: -1 | 1,
): readonly { readonly id: string; readonly order: number }[] {
  const sorted = rules.toSorted((a, b) => a.order - b.order);
  const at = sorted.findIndex((one) => one.id === id);
  const other = at + step;
  if (at === -1 || other < 0 || other >= sorted.length) return [];
  const [moving] = sorted.splice(at, 1);
  if (moving === undefined) return [];
  sorted.splice(other, 0, moving);
  return sorted.flatMap((one, index) => (one.order === index + 1 ? [] : [{ id: one.id, order: index + 1 }]));
}
