import type { SwitchCall } from './day.ts';

/** How one format writes a call down. */
export interface Rows<Text = string | Uint8Array> {
  /** What stands before the first call. */
  readonly header: Text;
  /** All rows of a call. */
  rows(call: SwitchCall): Text;
  /** How many of them are part of a call that another row bills. */
  legs(call: SwitchCall): number;
  /** A row that can't be read. */
  broken(call: SwitchCall): Text;
}
