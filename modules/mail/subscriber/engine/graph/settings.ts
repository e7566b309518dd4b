import { done, mapped, trouble } from '../port/answers.ts';
import type {
  Answer,
  AutomaticReplies,
  Category,
  MailSettings,
  Provider,
  Rule,
  RuleDraft,
} from '../port/provider.ts';
import { ianaZone } from '../settings/windows-zones.ts';
import type { Channel } from './channel.ts';
import { seg } from './read.ts';
import { isRaw, listOf, person, time, truth } from './translate.ts';
import type { Raw } from './translate.ts';

type Settings = Pick<
  Provider,
  | 'settings'
  | 'saveSettings'
  | 'categories'
  | 'createCategory'
  | 'recolorCategory'
  | 'deleteCategory'
  | 'rules'
  | 'createRule'
  | 'updateRule'
  | 'deleteRule'
>;

const STATES = { disabled: 'off', alwaysEnabled: 'on', scheduled: 'scheduled' } as const;
const AUDIENCES = { none: 'none', contactsOnly: 'contacts', all: 'all' } as const;
const back = (table: Readonly<Record<string, string>>, value: string): string =>
  Object.entries(table).find(([, v]) => v === value)?.[0] ?? '';

/** Graph answers these in UTC unless asked otherwise, without a Z. */
const moment = (raw: unknown): number | null => {
  if (!isRaw(raw) || typeof raw['dateTime'] !== 'string') return null;
  const at = time(/[zZ]$/.test(raw['dateTime']) ? raw['dateTime'] : `${raw['dateTime']}Z`);
  return at > 0 ? at : null;
};
const utc = (at: number): unknown => ({
  dateTime: new Date(at).toISOString().replace('Z', ''),
  timeZone: 'UTC',
});

function settingsOf(raw: unknown): MailSettings {
  const all = isRaw(raw) ? raw : {};
  const replies = isRaw(all['automaticRepliesSetting']) ? all['automaticRepliesSetting'] : {};
  const language = isRaw(all['language']) ? all['language']['locale'] : '';
  return {
    timeZone: ianaZone(typeof all['timeZone'] === 'string' ? all['timeZone'] : ''),
    language: typeof language === 'string' ? language : '',
    automaticReplies: {
      state: STATES[replies['status'] as keyof typeof STATES] ?? 'off',
      from: moment(replies['scheduledStartDateTime']),
      until: moment(replies['scheduledEndDateTime']),
      audience: AUDIENCES[replies['externalAudience'] as keyof typeof AUDIENCES] ?? 'none',
      inside: typeof replies['internalReplyMessage'] === 'string' ? replies['internalReplyMessage'] : '',
      outside: typeof replies['externalReplyMessage'] === 'string' ? replies['externalReplyMessage'] : '',
    },
  };
}

const repliesBody = (replies: AutomaticReplies): unknown => ({
  status: back(STATES, replies.state),
  externalAudience: back(AUDIENCES, replies.audience),
  internalReplyMessage: replies.inside,
  externalReplyMessage: replies.outside,
  ...(replies.from === null ? {} : { scheduledStartDateTime: utc(replies.from) }),
  ...(replies.until === null ? {} : { scheduledEndDateTime: utc(replies.until) }),
});

const category = (raw: Raw): Category => ({
  id: String(raw['id']),
  name: typeof raw['displayName'] === 'string' ? raw['displayName'] : '',
  color: Number(/^preset(\d+)$/.exec(String(raw['color']))?.[1] ?? -1),
});

const colorName = (color: number): string => (color < 0 ? 'none' : `preset${color}`);

const WHEN = {
  senderContains: 'from',
  recipientContains: 'to',
  subjectContains: 'subject',
  bodyContains: 'body',
  hasAttachments: 'hasAttachments',
} as const;
const THEN = {
  moveToFolder: 'moveTo',
  copyToFolder: 'copyTo',
  markAsRead: 'markRead',
  assignCategories: 'categories',
  forwardTo: 'forwardTo',
  delete: 'delete',
  stopProcessingRules: 'stop',
} as const;

const given = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0) && value !== false;

/** What the screens can't show makes the rule foreign, so that saving it never drops a condition in silence. */
function rule(raw: Raw): Rule {
  const conditions = isRaw(raw['conditions']) ? raw['conditions'] : {};
  const actions = isRaw(raw['actions']) ? raw['actions'] : {};
  const exceptions = isRaw(raw['exceptions']) ? raw['exceptions'] : {};
  const known = (part: Raw, table: Readonly<Record<string, string>>): boolean =>
    Object.entries(part).every(([key, value]) => key.startsWith('@') || !given(value) || key in table);
  const pick = (part: Raw, table: Readonly<Record<string, string>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(table).flatMap(([theirs, ours]) => (given(part[theirs]) ? [[ours, part[theirs]]] : [])),
    );
  const then = pick(actions, THEN);
  if (then['forwardTo']) then['forwardTo'] = listOf(then['forwardTo']).flatMap((one) => person(one) ?? []);
  return {
    id: String(raw['id']),
    name: typeof raw['displayName'] === 'string' ? raw['displayName'] : '',
    order: typeof raw['sequence'] === 'number' ? raw['sequence'] : 0,
    on: truth(raw['isEnabled']),
    broken: truth(raw['hasError']),
    foreign:
      truth(raw['isReadOnly']) ||
      Object.values(exceptions).some(given) ||
      !known(conditions, WHEN) ||
      !known(actions, THEN),
    when: pick(conditions, WHEN),
    then: then,
  };
}

function ruleBody(patch: Partial<RuleDraft>): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  if (patch.name !== undefined) raw['displayName'] = patch.name;
  if (patch.order !== undefined) raw['sequence'] = patch.order;
  if (patch.on !== undefined) raw['isEnabled'] = patch.on;
  const write = (part: object, table: Readonly<Record<string, string>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(part)
        .filter(([, v]) => given(v))
        .map(([ours, value]) => [back(table, ours), value]),
    );
  if (patch.when) raw['conditions'] = write(patch.when, WHEN);
  if (patch.then) {
    const actions = write(patch.then, THEN);
    if (patch.then.forwardTo?.length)
      actions['forwardTo'] = patch.then.forwardTo.map(({ name, address }) => ({
        emailAddress: name ? { name, address } : { address },
      }));
    raw['actions'] = actions;
  }
  return raw;
}

const RULES = '/me/mailFolders/inbox/messageRules';
const CATEGORIES = '/me/outlook/masterCategories';

export function settling(channel: Channel): Settings {
  const oneRule = (answer: Answer<unknown>): Answer<Rule> =>
    answer.ok && !isRaw(answer.value)
      ? trouble('refused', 'no-rule')
      : mapped(answer, (value) => rule(value as Raw));
  const oneCategory = (answer: Answer<unknown>): Answer<Category> => {
    if (!answer.ok) return answer;
    return isRaw(answer.value) ? done(category(answer.value)) : trouble('refused', 'no-category');
  };
  return {
    settings: async () =>
      mapped(
        await channel.ask({ method: 'GET', path: '/me/mailboxSettings', priority: 'urgent' }),
        settingsOf,
      ),
    saveSettings: async (patch) =>
      mapped(
        await channel.ask({
          method: 'PATCH',
          path: '/me/mailboxSettings',
          body: {
            ...(patch.automaticReplies
              ? { automaticRepliesSetting: repliesBody(patch.automaticReplies) }
              : {}),
            ...(patch.timeZone === undefined ? {} : { timeZone: patch.timeZone }),
            ...(patch.language === undefined ? {} : { language: { locale: patch.language } }),
          },
        }),
        settingsOf,
      ),
    categories: async () =>
      mapped(await channel.ask({ method: 'GET', path: `${CATEGORIES}?$top=100` }), (value) =>
        listOf(isRaw(value) ? value['value'] : null).map(category),
      ),
    createCategory: async (name, color) => {
      const answer = await channel.ask({
        method: 'POST',
        path: CATEGORIES,
        repeatable: false,
        body: { displayName: name, color: colorName(color) },
      });
      return oneCategory(answer);
    },
    recolorCategory: async (id, color) =>
      oneCategory(
        await channel.ask({
          method: 'PATCH',
          path: `${CATEGORIES}/${seg(id)}`,
          body: { color: colorName(color) },
        }),
      ),
    deleteCategory: async (id) =>
      mapped(await channel.ask({ method: 'DELETE', path: `${CATEGORIES}/${seg(id)}` }), () => null),
    rules: async () =>
      mapped(await channel.ask({ method: 'GET', path: RULES, priority: 'urgent' }), (value) =>
        listOf(isRaw(value) ? value['value'] : null)
          .map(rule)
          .toSorted((a, b) => a.order - b.order),
      ),
    createRule: async (draft) =>
      oneRule(await channel.ask({ method: 'POST', path: RULES, body: ruleBody(draft), repeatable: false })),
    updateRule: async (id, patch) =>
      oneRule(await channel.ask({ method: 'PATCH', path: `${RULES}/${seg(id)}`, body: ruleBody(patch) })),
    deleteRule: async (id) =>
      mapped(await channel.ask({ method: 'DELETE', path: `${RULES}/${seg(id)}` }), () => null),
  };
}
