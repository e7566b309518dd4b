import type { RefereedRequest, ScopeVerdict } from './referee.ts';

export type PermissionsFile = Readonly<
  Record<
    string,
    {
      readonly pathSets: readonly {
        readonly schemeKeys: readonly string[];
        readonly methods: readonly string[];
        readonly paths: Readonly<Record<string, string>>;
      }[];
    }
  >
>;

/** Words that are part of a path; all else in it is an id. */
const words = new Set(
  'messages mailfolders childfolders attachments createuploadsession delta send sendmail createreply createreplyall createforward reply replyall forward move copy permanentdelete messagerules mailboxsettings outlook mastercategories supportedlanguages supportedtimezones inferenceclassification overrides people photo photos getmailtips translateexchangeids $value $count automaticrepliessetting dateformat delegatemeetingmessagedeliveryoptions language timeformat timezone userpurpose workinghours'.split(
    ' ',
  ),
);

function shape(segments: readonly string[]): string {
  return [
    '/me',
    ...segments.map((part) => (words.has(part.toLowerCase()) ? part.toLowerCase() : '{id}')),
  ].join('/');
}

/** Paths the permission data doesn't name: what the nearest documented page says. */
function fallback(method: string, path: string): readonly string[] {
  if (/\/(send|reply|replyall|forward)$/.test(path)) return ['Mail.Send'];
  // The permission data lists Calendars.ReadWrite as least here; the reference page says Mail.ReadWrite.
  if (path.endsWith('/createuploadsession')) return ['Mail.ReadWrite'];
  if (/\/messagerules/.test(path))
    return method === 'GET'
      ? ['MailboxSettings.Read', 'MailboxSettings.ReadWrite']
      : ['MailboxSettings.ReadWrite'];
  if (/\/\$value$|\/attachments/.test(path))
    return method === 'GET' ? ['Mail.Read', 'Mail.ReadWrite'] : ['Mail.ReadWrite'];
  if (/^\/me\/(messages|mailfolders)/.test(path))
    return method === 'GET' ? ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite'] : ['Mail.ReadWrite'];
  if (path.startsWith('/me/mailboxsettings') || path.startsWith('/me/outlook'))
    return method === 'GET'
      ? ['MailboxSettings.Read', 'MailboxSettings.ReadWrite']
      : ['MailboxSettings.ReadWrite'];
  if (path.startsWith('/me/people')) return ['People.Read', 'People.Read.All'];
  return ['User.Read'];
}

/** A wider permission holds the narrower one: the data names the least and not always what contains it. */
const holds: Readonly<Record<string, readonly string[]>> = {
  'Mail.ReadWrite': ['Mail.Read', 'Mail.ReadBasic'],
  'Mail.Read': ['Mail.ReadBasic'],
  'MailboxSettings.ReadWrite': ['MailboxSettings.Read'],
  'People.Read.All': ['People.Read'],
};

/** The scopes each method and path allows, by Microsoft's permission data for work and personal accounts. */
export function judgePermissions(file: PermissionsFile): (request: RefereedRequest) => ScopeVerdict {
  const allowed = new Map<string, Set<string>>();
  for (const [scope, { pathSets }] of Object.entries(file))
    for (const { schemeKeys, methods, paths } of pathSets) {
      if (!schemeKeys.some((key) => key.startsWith('Delegated'))) continue;
      for (const method of methods)
        for (const path of Object.keys(paths)) {
          if (!path.startsWith('/me')) continue;
          const key = `${method} ${path.toLowerCase().replace('/mailfolders/inbox/', '/mailfolders/{id}/')}`;
          allowed.set(key, (allowed.get(key) ?? new Set()).add(scope));
        }
    }
  return ({ method, segments, scopes }) => {
    const path = shape(segments);
    const named = path.endsWith('/createuploadsession')
      ? undefined
      : allowed.get(`${method} ${path.replace(/\/\$count$/, '')}`);
    const needed = named === undefined ? fallback(method, path) : [...named];
    const held = [...scopes].flatMap((scope) => [scope, ...(holds[scope] ?? [])]);
    return needed.some((scope) => held.includes(scope)) ? { allowed: true } : { allowed: false, needed };
  };
}
