/** Who is behind an act. Decisions, audit rows and rate limits all speak of this. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly customer: string;
      readonly roles: readonly Role[];
      readonly session: string;
    }
  | {
      readonly kind: 'staff';
      readonly staff: string;
      readonly roles: readonly string[];
      readonly session: string;
      readonly case?: StaffCase;
    }
  | { readonly kind: 'system'; readonly job: string };

/** The three hats at a customer (ruling R9): pays, speaks, integrates. */
export type Role = 'subscriber' | 'user' | 'admin';

export interface StaffCase {
  readonly id: string;
  readonly reason: string;
  readonly customer: string;
}

export const system = (job: string): Actor => ({ kind: 'system', job });
