import { PROBLEMS, type ProblemCode } from './table.ts';

export { PROBLEMS, type ProblemCode };
export type Language = 'sv' | 'en';

/** A broken expectation, by code. Carries no data: `detail` holds only names of fields of our own contracts. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly fields: readonly string[];
  constructor(code: ProblemCode, fields: readonly string[] = []) {
    super(code);
    this.code = code;
    this.fields = fields;
  }
  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

export interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly fields?: readonly string[];
}

/** RFC 9457 body in the reader's language. */
export function problemBody(
  code: ProblemCode,
  language: Language,
  fields: readonly string[] = [],
): ProblemBody {
  const { status, [language]: title } = PROBLEMS[code];
  return {
    type: `urn:telink:problem:${code}`,
    status,
    code,
    title,
    ...(fields.length > 0 ? { fields } : {}),
  };
}
