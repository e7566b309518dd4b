import { ask, CallFailed } from '#session';
import { useEffect, useState } from 'react';
import type { LimitsBody, ServiceList, ServiceView } from '../contract.ts';

export type Field = keyof LimitsBody;

/** A service as it is shown: what the server said, with what is on its way laid over it. */
export interface Shown {
  readonly service: ServiceView;
  /** Code of what went wrong last, by field; a change that failed is shown as it was. */
  readonly problems: Readonly<Partial<Record<Field, string>>>;
}

export type ServicesState =
  | { readonly status: 'loading' | 'failed' }
  | { readonly status: 'ready'; readonly list: ServiceList };

export function useServices(): {
  readonly state: ServicesState;
  readonly load: () => Promise<void>;
} {
  const [state, setState] = useState<ServicesState>({ status: 'loading' });
  const load = async (): Promise<void> => {
    setState({ status: 'loading' });
    await ask<ServiceList>('GET', '/api/services').then(
      (list) => setState({ status: 'ready', list }),
      () => setState({ status: 'failed' }),
    );
  };
  useEffect(() => {
    let gone = false;
    void ask<ServiceList>('GET', '/api/services').then(
      (list) => gone || setState({ status: 'ready', list }),
      () => gone || setState({ status: 'failed' }),
    );
    return () => void (gone = true);
  }, []);
  return { state, load };
}

/** Changes show at once and go back if the server says no. Several may be under way; each carries its own field only. */
export function useLimits(given: ServiceView): Shown & {
  readonly change: (body: LimitsBody) => void;
} {
  const [stored, setStored] = useState(given);
  const [waiting, setWaiting] = useState<LimitsBody>({});
  const [problems, setProblems] = useState<Shown['problems']>({});
  const change = (body: LimitsBody): void => {
    const fields = Object.keys(body) as Field[];
    const done = (before: LimitsBody): LimitsBody =>
      Object.fromEntries(
        Object.entries(before).filter(([field, value]) => !(field in body && value === body[field as Field])),
      );
    setWaiting((before) => ({ ...before, ...body }));
    setProblems((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field as Field))),
    );
    void ask<ServiceView>('PATCH', `/api/services/${given.id}`, body).then(
      (service) => {
        setStored((before) => ({
          ...before,
          ...Object.fromEntries(fields.map((field) => [field, service[field]])),
        }));
        setWaiting(done);
      },
      (error: unknown) => {
        const code = error instanceof CallFailed ? error.code : 'other';
        setWaiting(done);
        setProblems((before) => ({
          ...before,
          ...Object.fromEntries(fields.map((field) => [field, code])),
        }));
      },
    );
  };
  return { service: { ...stored, ...waiting }, problems, change };
}
