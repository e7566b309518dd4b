/** One request that reached the stand-in. */
export interface Call {
  readonly at: number;
  readonly host: 'login' | 'graph' | 'upload';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Address of the account the token belongs to; empty when there was none. */
  readonly user: string;
  readonly scopes: readonly string[];
  readonly origin: string;
  readonly userAgent: string;
  status: number;
  /** Id of the part when the call came inside `$batch`. */
  readonly part?: string;
}

export interface Calls {
  readonly log: readonly Call[];
  /** Calls that fit every given property, preflights left out unless asked for by method. */
  count(wanted?: Partial<Pick<Call, 'host' | 'method' | 'user' | 'path' | 'status'>>): number;
  clear(): void;
}

export interface CallLog extends Calls {
  add(call: Call): Call;
}

export function callLog(): CallLog {
  const log: Call[] = [];
  return {
    log,
    count: (wanted = {}) =>
      log.filter(
        (call) =>
          (wanted.method !== undefined || call.method !== 'OPTIONS') &&
          (wanted.host ?? call.host) === call.host &&
          (wanted.method ?? call.method) === call.method &&
          (wanted.user ?? call.user) === call.user &&
          (wanted.path ?? call.path) === call.path &&
          (wanted.status ?? call.status) === call.status,
      ).length,
    clear: () => {
      log.length = 0;
    },
    add: (call) => {
      log.push(call);
      return call;
    },
  };
}
