import { guidOf } from '../accounts.ts';
import type { Folder } from '../folder.ts';
import type { World } from '../world.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { isObject, jsonOf, notFound, parameter, Refusal, textParameter } from './call.ts';
import { folderId } from './render-message.ts';

/** What one mailbox has besides messages. */
export interface Settings {
  mailbox: JsonObject;
  readonly categories: Map<string, JsonObject>;
  readonly rules: Map<string, JsonObject>;
  readonly overrides: Map<string, JsonObject>;
  nextId: number;
}

export function freshSettings(
  timeZone: string,
  locale: 'sv-SE' | 'en-US',
  categories: readonly { readonly name: string; readonly color: string }[],
): Settings {
  const settings: Settings = {
    mailbox: {
      timeZone,
      dateFormat: locale === 'sv-SE' ? 'yyyy-MM-dd' : 'M/d/yyyy',
      timeFormat: locale === 'sv-SE' ? 'HH:mm' : 'h:mm tt',
      delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
      userPurpose: 'user',
      automaticRepliesSetting: {
        status: 'disabled', externalAudience: 'all', internalReplyMessage: '', externalReplyMessage: '',
        scheduledStartDateTime: { dateTime: '2026-01-01T08:00:00.0000000', timeZone: 'UTC' },
        scheduledEndDateTime: { dateTime: '2026-01-02T08:00:00.0000000', timeZone: 'UTC' },
      },
      language: locale === 'sv-SE' ? { locale: 'sv-SE', displayName: 'svenska (Sverige)' } : { locale: 'en-US', displayName: 'English (United States)' },
      workingHours: { daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], startTime: '08:00:00.0000000', endTime: '17:00:00.0000000', timeZone: { name: timeZone } },
    },
    categories: new Map(),
    rules: new Map(),
    overrides: new Map(),
    nextId: 1,
  }; // prettier-ignore
  for (const { name, color } of categories) {
    const id = guidOf(`category ${name}`);
    settings.categories.set(id, { id, displayName: name, color });
  }
  return settings;
}

const customZone = {
  name: 'Customized Time Zone',
  bias: -60,
  standardOffset: { time: '03:00:00.0000000', dayOccurrence: 4, dayOfWeek: 'sunday', month: 10, year: 0 },
  daylightOffset: {
    daylightBias: -60,
    time: '02:00:00.0000000',
    dayOccurrence: 4,
    dayOfWeek: 'sunday',
    month: 3,
    year: 0,
  },
};

export function mailboxSettings(call: GraphCall, rest: readonly string[], world: World): GraphAnswer {
  const settings = world.settingsOf(call.account.address);
  if (call.method === 'PATCH' && rest.length === 0) {
    const change = jsonOf(call);
    const auto = change['automaticRepliesSetting'];
    if (
      isObject(auto) &&
      auto['status'] === 'scheduled' &&
      (!isObject(auto['scheduledStartDateTime']) || !isObject(auto['scheduledEndDateTime']))
    )
      throw new Refusal(
        400,
        'ErrorInvalidParameter',
        'A scheduled automatic reply needs a start and an end.',
      );
    const now = settings.mailbox;
    settings.mailbox = { ...now, ...change };
    for (const name of ['automaticRepliesSetting', 'language', 'workingHours']) {
      const [before, after] = [now[name], change[name]];
      if (isObject(before) && isObject(after)) settings.mailbox[name] = { ...before, ...after };
    }
  } else if (call.method !== 'GET') throw new Refusal(405, 'ErrorInvalidRequest', 'Only GET and PATCH.');
  const custom = world.faults.on(call.account.address, 'custom-time-zone') !== undefined;
  const hours = settings.mailbox['workingHours'];
  const all: JsonObject = {
    archiveFolder: folderId(call, call.mailbox.known('archive').key),
    ...settings.mailbox,
    ...(custom ? { timeZone: 'Customized Time Zone' } : {}),
    ...(custom && isObject(hours)
      ? {
          workingHours: {
            ...hours,
            timeZone: { '@odata.type': '#microsoft.graph.customTimeZone', ...customZone },
          },
        }
      : {}),
  };
  const context = {
    '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/mailboxSettings`,
  };
  const name = Object.keys(all).find((entry) => entry.toLowerCase() === rest[0]?.toLowerCase());
  if (rest.length > 0) {
    if (name === undefined) throw notFound();
    const value = all[name];
    return { status: 200, body: isObject(value) ? { ...context, ...value } : { ...context, value } };
  }
  const select = call.query.get('$select')?.split(',');
  return {
    status: 200,
    body: {
      ...context,
      ...(select === undefined
        ? all
        : Object.fromEntries(Object.entries(all).filter(([key]) => select.includes(key)))),
    },
  };
}

/** List, get, create, change and delete of small things kept in a map. */
function collection(
  call: GraphCall,
  rest: readonly string[],
  items: Map<string, JsonObject>,
  create: (body: JsonObject) => JsonObject,
  writable: readonly string[],
): GraphAnswer {
  const [id] = rest;
  if (id === '$count')
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(String(items.size)) };
  if (id === undefined) {
    if (call.method === 'GET')
      return {
        status: 200,
        body: {
          '@odata.context': `${call.graph}/v1.0/$metadata#Collection(item)`,
          value: [...items.values()],
        },
      };
    if (call.method !== 'POST') throw new Refusal(405, 'ErrorInvalidRequest', 'Only GET and POST.');
    const made = create(jsonOf(call));
    items.set(String(made['id']), made);
    return { status: 201, body: made };
  }
  const found = items.get(id);
  if (found === undefined) throw notFound();
  if (call.method === 'DELETE') {
    items.delete(id);
    return { status: 204 };
  }
  if (call.method === 'PATCH')
    Object.assign(
      found,
      Object.fromEntries(Object.entries(jsonOf(call)).filter(([name]) => writable.includes(name))),
    );
  return { status: 200, body: found };
}

export function categories(call: GraphCall, rest: readonly string[], world: World): GraphAnswer {
  const settings = world.settingsOf(call.account.address);
  const create = (body: JsonObject): JsonObject => {
    const displayName = textParameter(body, 'displayName');
    if (
      [...settings.categories.values()].some(
        (entry) => String(entry['displayName']).toLowerCase() === displayName.toLowerCase(),
      )
    )
      throw new Refusal(409, 'ErrorCategoryAlreadyExists', 'A category with this name exists already.');
    return { id: guidOf(`category ${displayName}`), displayName, color: body['color'] ?? 'none' };
  };
  // The name of a category can't be changed once it is made (docs: outlookCategory).
  if (call.method === 'PATCH' && 'displayName' in jsonOf(call))
    throw new Refusal(
      400,
      'ErrorInvalidArgument',
      'displayName is read-only once the category has been created.',
    );
  return collection(call, rest, settings.categories, create, ['color']);
}

export function messageRules(
  call: GraphCall,
  folder: Folder,
  rest: readonly string[],
  world: World,
): GraphAnswer {
  if (folder.wellKnown !== 'inbox')
    throw new Refusal(400, 'ErrorInvalidRequest', 'Rules exist only for the inbox.');
  const settings = world.settingsOf(call.account.address);
  const create = (body: JsonObject): JsonObject => {
    const displayName = textParameter(body, 'displayName');
    if (!isObject(body['actions'])) throw new Refusal(400, 'ErrorInvalidParameter', 'A rule needs actions.');
    const id = `AQAAA${Buffer.from([0, settings.nextId]).toString('base64url')}J0=`;
    settings.nextId += 1;
    return {
      id,
      displayName,
      sequence: body['sequence'] ?? settings.rules.size + 1,
      isEnabled: body['isEnabled'] ?? true,
      hasError: false,
      isReadOnly: false,
      conditions: body['conditions'] ?? {},
      actions: body['actions'],
      ...(isObject(body['exceptions']) ? { exceptions: body['exceptions'] } : {}),
    };
  };
  return collection(call, rest, settings.rules, create, [
    'displayName',
    'sequence',
    'isEnabled',
    'conditions',
    'actions',
    'exceptions',
  ]);
}

export function inferenceOverrides(call: GraphCall, rest: readonly string[], world: World): GraphAnswer {
  const settings = world.settingsOf(call.account.address);
  if (rest[0]?.toLowerCase() !== 'overrides') throw notFound();
  const create = (body: JsonObject): JsonObject => {
    if (!isObject(body['senderEmailAddress']))
      throw new Refusal(400, 'ErrorInvalidParameter', 'senderEmailAddress is missing.');
    settings.nextId += 1;
    return {
      id: guidOf(`override ${settings.nextId}`),
      classifyAs: body['classifyAs'] ?? 'focused',
      senderEmailAddress: body['senderEmailAddress'],
    };
  };
  return collection(call, rest.slice(1), settings.overrides, create, ['classifyAs']);
}

export function mailTips(call: GraphCall, world: World): GraphAnswer {
  const addresses = parameter(jsonOf(call), 'emailAddresses');
  if (!Array.isArray(addresses))
    throw new Refusal(400, 'ErrorInvalidParameter', 'emailAddresses is missing.');
  const value = addresses.map(String).map((address) => {
    const settings = world.accounts.some((account) => account.address.toLowerCase() === address.toLowerCase())
      ? world.settingsOf(address)
      : undefined;
    const auto = settings?.mailbox['automaticRepliesSetting'];
    const away = isObject(auto) && auto['status'] !== 'disabled' ? String(auto['internalReplyMessage']) : '';
    return {
      emailAddress: { name: '', address },
      automaticReplies: {
        message: away,
        messageLanguage: { locale: 'sv-SE', displayName: 'svenska (Sverige)' },
      },
      mailboxFull: false,
    };
  });
  return {
    status: 200,
    body: { '@odata.context': `${call.graph}/v1.0/$metadata#Collection(microsoft.graph.mailTips)`, value },
  };
}
