/** The columns of `telink customers import`, in the order of docs/customers-import.md. An empty or absent one says nothing: what is stored stays. */
export const COLUMNS = [
  'customer',
  'customer_kind',
  'customer_name',
  'customer_number',
  'contract_start',
  'contract_end',
  'person',
  'person_name',
  'personal_number',
  'roles',
  'language',
  'email',
  'email_verified',
  'phone',
  'phone_verified',
  'address_kind',
  'street',
  'postal_code',
  'city',
  'country',
  'service',
  'service_kind',
  'plan',
  'plan_from',
  'service_start',
  'service_activated',
  'service_end',
  'binding_until',
  'service_user',
  'pool',
  'label',
  'numbers',
  'number_from',
  'spend_cap_ore',
  'roaming_cap_ore',
  'bars',
  'itemised',
  'masked',
  'login',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Why a line was left out. */
export type Reason =
  | 'unknown-column'
  | 'required'
  | 'shape'
  | 'date'
  | 'check-digit'
  | 'formula'
  | 'too-long'
  | 'encoding'
  | 'quote'
  | 'json'
  | 'fields'
  | 'not-allowed'
  | 'order'
  | 'binding-too-long'
  | 'number-taken'
  | 'unknown-person'
  | 'changed-kind';

/** `column` is empty where the line as a whole is at fault. */
export interface Fault {
  readonly column: Column | '';
  readonly reason: Reason;
}

/** One line as it was read, or why it could not be. `line` counts from 1; of a JSON array it is the element's place. */
export type ReadLine =
  | { readonly line: number; readonly values: Readonly<Partial<Record<Column, string>>> }
  | { readonly line: number; readonly fault: Fault };
