import { wordGaps } from '@telink/ui/words';
import { expect, test } from 'vitest';
import { en as composeEn } from '../compose/text.en.ts';
import { sv as composeSv } from '../compose/text.sv.ts';
import type { AutomaticReplies, Rule } from '../engine/types.ts';
import { fromField, toField } from './moments.ts';
import { repliesProblem, withPeriod } from './replies.ts';
import { emptyRule, formOf, reordered, ruleOf, sayRule } from './rule-form.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

const rule = (id: string, order: number, more: Partial<Rule> = {}): Rule => ({
  id,
  name: id,
  order,
  on: true,
  broken: false,
  foreign: false,
  when: { from: ['a@example.org'], body: ['offert'] },
  then: { moveTo: 'm1', categories: ['Anbud', 'Kund'], forwardTo: [{ name: '', address: 'b@example.org' }] },
  ...more,
});

test('both languages say everything', () => {
  expect(wordGaps(sv, en)).toEqual([]);
  expect(wordGaps(composeSv, composeEn)).toEqual([]);
});

test('a rule goes through the form and back without losing what the form does not show', () => {
  const before = rule('r', 3);
  expect(ruleOf(formOf(before), 3, before)).toMatchObject({
    ok: true,
    rule: { when: before.when, then: before.then, order: 3, on: true },
  });
});

test('a rule without name, condition or act, or with two fates, is not made', () => {
  const named = { ...emptyRule, name: 'x' };
  expect(ruleOf(emptyRule, 1)).toEqual({ ok: false, problem: 'noName' });
  expect(ruleOf({ ...named, markRead: true }, 1)).toEqual({ ok: false, problem: 'noWhen' });
  expect(ruleOf({ ...named, from: ' , ;', markRead: true }, 1)).toEqual({ ok: false, problem: 'noWhen' });
  expect(ruleOf({ ...named, from: 'a' }, 1)).toEqual({ ok: false, problem: 'noThen' });
  expect(ruleOf({ ...named, from: 'a', moveTo: 'm', delete: true }, 1)).toEqual({
    ok: false,
    problem: 'both',
  });
  expect(ruleOf({ ...named, from: 'a, b;c', markRead: true }, 2)).toMatchObject({
    ok: true,
    rule: { when: { from: ['a', 'b', 'c'] } },
  });
});

test('moving a rule changes only the numbers that must', () => {
  const rules = [rule('a', 1), rule('b', 2), rule('c', 3)];
  expect(reordered(rules, 'c', -1)).toEqual([
    { id: 'c', order: 2 },
    { id: 'b', order: 3 },
  ]);
  expect(reordered(rules, 'a', -1)).toEqual([]);
});

test('a rule is said in words, with a folder that is gone called a folder', () => {
  expect(
    sayRule(
      rule('r', 1),
      () => undefined,
      (all) => all.join(' och '),
      sv,
    ),
  ).toBe('från a@example.org → flyttas till en mapp, får Anbud och Kund, vidarebefordras');
});

test('automatic replies need words and a period that ends after it begins', () => {
  const on: AutomaticReplies = {
    state: 'on',
    from: null,
    until: null,
    audience: 'all',
    inside: '<p>&nbsp;<br></p>',
    outside: '',
  };
  expect(repliesProblem(on)).toBe('empty');
  expect(repliesProblem({ ...on, inside: '<p>Borta</p>' })).toBe('emptyOutside');
  expect(repliesProblem({ ...on, inside: '<p>Borta</p>', audience: 'none' })).toBeNull();
  expect(repliesProblem({ ...on, inside: '<p>Borta</p>', outside: 'Åter' })).toBeNull();
  expect(repliesProblem({ ...on, state: 'off' })).toBeNull();
  expect(repliesProblem({ ...on, state: 'scheduled', from: 2, until: 2, inside: 'x' })).toBe('time');
});

test('a period that is over is not offered again: the next whole hour and a week are', () => {
  const old: AutomaticReplies = {
    state: 'scheduled',
    from: 1,
    until: 2,
    audience: 'all',
    inside: '',
    outside: '',
  };
  const now = Date.UTC(2026, 10, 24, 9, 5);
  expect(withPeriod(old, now)).toMatchObject({
    from: Date.UTC(2026, 10, 24, 10),
    until: Date.UTC(2026, 11, 1, 10),
  });
  const ahead = { ...old, from: now + 1, until: now + 2 };
  expect(withPeriod(ahead, now)).toBe(ahead);
});

test('a moment survives its field to the minute, an empty one is none', () => {
  const at = new Date(2026, 10, 24, 9, 5).getTime();
  expect(toField(at)).toBe('2026-11-24T09:05');
  expect(fromField(toField(at))).toBe(at);
  expect([fromField(''), fromField('x'), toField(null)]).toEqual([null, null, '']);
});
