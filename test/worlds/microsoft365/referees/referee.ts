/** What a request looks like to the referees: the path begins after `/v1.0`, with ids in place. */
export interface RefereedRequest {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  readonly contentType: string;
  readonly body: unknown;
  readonly scopes: ReadonlySet<string>;
}

export type ScopeVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly needed: readonly string[] };

/** Judges by the published contracts; each answer is a reason in words, or undefined when nothing is wrong. */
export interface Referee {
  readonly present: boolean;
  request(request: RefereedRequest): string | undefined;
  scope(request: RefereedRequest): ScopeVerdict;
  answer(request: RefereedRequest, status: number, body: unknown): string | undefined;
}

/** Stands in where the contracts are absent: nothing is judged but the scopes that mail can't do without. */
export const absentReferee: Referee = {
  present: false,
  request: () => undefined,
  scope: ({ method, segments, scopes }) => {
    const first = segments[0]?.toLowerCase() ?? '';
    if (first !== 'messages' && first !== 'mailfolders') return { allowed: true };
    const needed =
      method === 'GET'
        ? ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite']
        : ['Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.ReadWrite'];
    return needed.some((scope) => scopes.has(scope)) ? { allowed: true } : { allowed: false, needed };
  },
  answer: () => undefined,
};
