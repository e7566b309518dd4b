/** How numbers are dialled where the switch stands. */
export interface NumberPlan {
  /** Country calling code, such as 46. */
  readonly country: string;
  /** Area code without the trunk prefix, for switches that record what was dialled within the area. Absent: such a number is refused. */
  readonly area?: string;
  /** What stands before an international number. Default 00; a switch in North America has 011. */
  readonly international?: readonly string[];
  /** What stands before a national number. Default 0; '' where there is none. */
  readonly trunk?: string;
}

export type NumberKind = 'own-country' | 'abroad' | 'short' | 'withheld';
export type NumberReason =
  | 'empty'
  | 'characters'
  | 'service-code'
  | 'too-short'
  | 'too-long'
  | 'country-code'
  | 'no-area';

export type NumberRead =
  | {
      readonly ok: true;
      /** E.164 digits without the plus; a short code as dialled; '' when withheld. */
      readonly number: string;
      readonly kind: NumberKind;
    }
  | { readonly ok: false; readonly reason: NumberReason };

/** Sweden: emergency, helplines (116, 11313, 11414, 1177), directory enquiries (118), the operators' own (222, 90) (PTS numbering plan). */
export const isKnownShortCode = (digits: string): boolean =>
  /^(?:112|115|222|11313|114\d\d|116\d{3}|117\d|118\d{2,3}|90\d{3})$/.test(digits);
