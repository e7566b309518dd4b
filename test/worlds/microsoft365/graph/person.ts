import type { Person } from '../message.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { isObject, jsonOf, notFound, parameter, Refusal } from './call.ts';
import { wholeNumber, nextLink } from './list-messages.ts';

export function me(call: GraphCall): GraphAnswer {
  const { account } = call;
  const [givenName = account.name, ...rest] = account.name.replace(/ \(.*\)$/, '').split(' ');
  const all: JsonObject = {
    businessPhones: [], displayName: account.name, givenName, jobTitle: account.jobTitle, mail: account.address, mobilePhone: null,
    officeLocation: null, preferredLanguage: account.locale, surname: rest.join(' '), userPrincipalName: account.address, id: account.id,
  }; // prettier-ignore
  const select = call.query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const chosen =
    select === undefined
      ? all
      : Object.fromEntries(Object.entries(all).filter(([name]) => select.includes(name)));
  return { status: 200, body: { '@odata.context': `${call.graph}/v1.0/$metadata#users/$entity`, ...chosen } };
}

/** The people this mailbox writes with, the most frequent first. */
export function people(call: GraphCall, rest: readonly string[]): GraphAnswer {
  const seen = new Map<string, { person: Person; score: number }>();
  const count = (person: Person | null, weight: number): void => {
    if (
      person === null ||
      person.address === '' ||
      person.address.toLowerCase() === call.account.address.toLowerCase()
    )
      return;
    const key = person.address.toLowerCase();
    const entry = seen.get(key);
    if (entry === undefined) seen.set(key, { person, score: weight });
    else {
      entry.score += weight;
      if (entry.person.name === entry.person.address) entry.person = person;
    }
  };
  for (const message of call.mailbox.all.slice(0, 5000)) {
    if (message.folder.wellKnown === 'junkemail') continue;
    count(message.from, 1);
    for (const person of [...message.to, ...message.cc]) count(person, 2);
  }
  const search = (call.query.get('$search') ?? '').replace(/^"|"$/g, '').toLowerCase();
  const words = search.split(/\s+/).filter((word) => word !== '');
  const found = [...seen.values()]
    .filter(({ person }) =>
      words.every(
        (word) =>
          `${person.name} ${person.address}`
            .toLowerCase()
            .split(/[\s.@]+/)
            .some((part) => part.startsWith(word)) || person.address.toLowerCase().startsWith(word),
      ),
    )
    .toSorted((a, b) => b.score - a.score || a.person.name.localeCompare(b.person.name, 'sv'))
    .map(({ person, score }, at) => personJson(call, person, score, at));
  if (rest[0] === '$count')
    return {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(String(found.length)),
    };
  if (rest[0] !== undefined) {
    const one = found.find(({ id }) => id === rest[0]);
    if (one === undefined) throw notFound();
    return { status: 200, body: one };
  }
  const top = wholeNumber(call, '$top', 10, 1000);
  const skip = wholeNumber(call, '$skip', 0, 10_000);
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/people`,
      value: found.slice(skip, skip + top),
      ...(skip + top < found.length
        ? { '@odata.nextLink': nextLink(call, 'people', '$skip', String(skip + top)) }
        : {}),
    },
  };
}

function personJson(call: GraphCall, person: Person, score: number, at: number): JsonObject {
  const [givenName = person.name, ...rest] = person.name.split(' ');
  return {
    id: Buffer.from(person.address).toString('base64url'), displayName: person.name, givenName, surname: rest.join(' ') || null,
    birthday: '', personNotes: '', isFavorite: false, jobTitle: null, companyName: null, yomiCompany: '', department: null,
    officeLocation: null, profession: '', userPrincipalName: person.address, imAddress: null,
    scoredEmailAddresses: [{ address: person.address, relevanceScore: Math.max(1, score * 4 - at), selectionLikelihood: 'notSpecified' }],
    phones: [], postalAddresses: [], websites: [],
    personType: { class: 'Person', subclass: person.address.endsWith(`@${call.account.tenant}`) ? 'OrganizationUser' : 'ImplicitContact' },
  }; // prettier-ignore
}

export function photo(): GraphAnswer {
  throw new Refusal(404, 'ImageNotFound', "The photo wasn't found.");
}

/** `POST /me/translateExchangeIds`, restId to restImmutableEntryId and back. */
export function translateIds(call: GraphCall): GraphAnswer {
  const body = jsonOf(call);
  const input = parameter(body, 'inputIds');
  const target = parameter(body, 'targetIdType');
  if (!Array.isArray(input) || input.length > 1000)
    throw new Refusal(400, 'ErrorInvalidParameter', 'inputIds must be a list of at most 1000 ids.');
  if (target !== 'restId' && target !== 'restImmutableEntryId')
    throw new Refusal(400, 'ErrorInvalidParameter', 'Only restId and restImmutableEntryId are translated.');
  const immutable = target === 'restImmutableEntryId';
  const value = input.map((entry: unknown) => {
    const sourceId = isObject(entry) ? '' : String(entry);
    const decoded = call.mailbox.ids.decode(sourceId);
    const message = decoded?.kind === 'message' ? call.mailbox.messages.get(decoded.key) : undefined;
    if (message === undefined)
      return { sourceId, errorDetails: { code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' } };
    return {
      sourceId,
      targetId: call.mailbox.ids.encode('message', message.key, immutable ? 0 : message.moves, immutable),
    };
  });
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)`,
      value,
    },
  };
}
