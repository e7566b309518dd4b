import type { Operation, Operations } from './operations.ts';
import type { Referee, RefereedRequest } from './referee.ts';
import type { ActionType, PropertyType, Schema } from './schema.ts';
import { misfit } from './values.ts';

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** The action or function an operation calls, if any. */
function actionOf(operation: Operation, schema: Schema): ActionType | undefined {
  const last = (operation.path.split('/').at(-1) ?? '').replace(/\(.*\)$/, '').toLowerCase();
  const bound = operation.path.includes('message-id')
    ? last === 'createuploadsession'
      ? 'graph.attachment'
      : 'graph.message'
    : operation.path.includes('mailFolder-id')
      ? operation.path.includes('/messages')
        ? 'graph.message'
        : 'graph.mailFolder'
      : operation.path.includes('/mailFolders/')
        ? 'graph.mailFolder'
        : 'graph.user';
  const found = schema.actions.get(last);
  return found?.find(({ boundTo }) => boundTo.type === bound) ?? (found?.length === 1 ? found[0] : undefined);
}

function element(operation: Operation, schema: Schema): PropertyType | undefined {
  const { response } = operation;
  if (response === undefined || response === 'ArrayBuffer' || response === 'number') return undefined;
  const collection = /^(\w+)CollectionResponse$/.exec(response)?.[1];
  if (collection !== undefined)
    return { type: `graph.${lowerFirst(collection)}`, isCollection: true, nullable: false };
  if (schema.types.has(lowerFirst(response)))
    return { type: `graph.${lowerFirst(response)}`, isCollection: false, nullable: false };
  if (response === 'DeltaGetResponse')
    return { type: deltaOf(operation.path), isCollection: true, nullable: false };
  if (response.startsWith('SupportedLanguages'))
    return { type: 'graph.localeInfo', isCollection: true, nullable: false };
  if (response.startsWith('SupportedTimeZones'))
    return { type: 'graph.timeZoneInformation', isCollection: true, nullable: false };
  return actionOf(operation, schema)?.returns;
}

function deltaOf(path: string): string {
  if (path.includes('/messages/delta')) return 'graph.message';
  if (path.includes('/contacts/delta')) return 'graph.contact';
  if (path.includes('/contactFolders/delta')) return 'graph.contactFolder';
  return /\/(calendarView|events|instances)\/delta/.test(path) ? 'graph.event' : 'graph.mailFolder';
}

const wrapper = new Set(['@odata.context', '@odata.nextLink', '@odata.deltaLink', '@odata.count', 'value']);

/** Judges requests (method, path, query, body) and answers (properties and their types). */
export function judgeAnswers(operations: Operations, schema: Schema): Pick<Referee, 'request' | 'answer'> {
  return {
    request: (request) => operations.judge(request) ?? misfitBody(request, operations.find(request), schema),
    answer: (request, status, body) => {
      if (status >= 400) return misfitError(body);
      const operation = operations.find(request);
      const wanted = operation === undefined ? undefined : element(operation, schema);
      if (wanted === undefined || Buffer.isBuffer(body)) return undefined;
      if (status === 202 || status === 204)
        return body === undefined ? undefined : `an answer ${status} has no body`;
      if (typeof body !== 'object' || body === null) return 'the answer has no body';
      if (!wanted.isCollection) return misfit(body, wanted, schema, wanted.type.replace('graph.', ''));
      const extra = Object.keys(body).find((key) => !wrapper.has(key));
      if (extra !== undefined) return `a list has no member ${extra}`;
      return misfit((body as { readonly value?: unknown }).value ?? undefined, wanted, schema, 'value');
    },
  };
}

function misfitBody(
  request: RefereedRequest,
  operation: Operation | undefined,
  schema: Schema,
): string | undefined {
  const { body } = request;
  if (operation === undefined || body === undefined) return undefined;
  const shown = `${request.method} /me/${request.segments.join('/')}`;
  const type = operation.request === undefined ? '' : lowerFirst(operation.request);
  if (schema.types.has(type)) {
    const wrong = misfit(body, { type: `graph.${type}`, isCollection: false, nullable: false }, schema, type);
    return wrong === undefined ? undefined : `${shown}: ${wrong}`;
  }
  if (!(operation.request ?? '').endsWith('PostRequestBody')) return undefined;
  const action = actionOf(operation, schema);
  if (action === undefined) return undefined;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return `${shown}: the body is not an object`;
  for (const [name, value] of Object.entries(body)) {
    const parameter = action.parameters.get(name.toLowerCase());
    if (parameter === undefined) return `${shown} takes no parameter ${name}`;
    const wrong = misfit(value, parameter, schema, name);
    if (wrong !== undefined) return `${shown}: ${wrong}`;
  }
  return undefined;
}

function misfitError(body: unknown): string | undefined {
  const error =
    typeof body === 'object' && body !== null ? (body as { readonly error?: unknown }).error : undefined;
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' && typeof message === 'string'
    ? undefined
    : 'an error answer needs error.code and error.message';
}
