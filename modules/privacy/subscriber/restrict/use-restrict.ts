import { ask } from '#session';
import { useEffect, useState } from 'react';
import type { OwnRestrictions } from '#contract/privacy';

export type RestrictState =
  | { readonly status: 'loading' | 'failed' }
  | { readonly status: 'there'; readonly own: OwnRestrictions };

/** How it all stands, and acts that answer with how it stands after them. `act` says whether it went well; what was shown stays where it did not. */
export function useRestrict(): {
  readonly state: RestrictState;
  readonly busy: boolean;
  readonly failed: boolean;
  readonly load: () => void;
  readonly act: (path: string, body: object) => Promise<boolean>;
} {
  const [state, setState] = useState<RestrictState>({ status: 'loading' });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const load = (): void => {
    void ask<OwnRestrictions>('GET', '/api/privacy/restrict').then(
      (own) => setState({ status: 'there', own }),
      () => setState({ status: 'failed' }),
    );
  };
  useEffect(load, []);
  const act = async (path: string, body: object): Promise<boolean> => {
    setBusy(true);
    setFailed(false);
    const own = await ask<OwnRestrictions>('POST', path, body).catch(() => undefined);
    setBusy(false);
    if (own === undefined) setFailed(true);
    else setState({ status: 'there', own });
    return own !== undefined;
  };
  return { state, busy, failed, load, act };
}
