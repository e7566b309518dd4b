import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { sourceFiles } from './build.ts';
import { isPromiseId, type PromiseId } from './promises.ts';

/** One `promise(…)` call as it stands in a test file, found without running it. */
export interface Claim {
  readonly file: string;
  readonly ids: readonly PromiseId[];
  readonly title: string;
}

const IMPORTS_PROMISE = /from '(?:#policy\/promise|[./\w-]*\/promise\.ts)'/u;

/** All proofs in the repository, in the order of files and lines. @throws when a call's ids can't be read without running it. */
export function scanProofs(root: string): readonly Claim[] {
  return sourceFiles(root)
    .filter((path) => /\.test\.tsx?$/u.test(path))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      return IMPORTS_PROMISE.test(source) ? claimsIn(file, source) : [];
    });
}

export function claimsIn(file: string, source: string): readonly Claim[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map((error) => error.message).join('; ')}`);
  const claims: Claim[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isNode(node)) return;
    const { callee, arguments: given } = node;
    if (
      node['type'] === 'CallExpression' &&
      isNode(callee) &&
      callee['name'] === 'promise' &&
      Array.isArray(given)
    ) {
      claims.push({ file, ids: idsFrom(given[0], file), title: titleFrom(given[1], source) });
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  return claims;
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function idsFrom(node: unknown, file: string): readonly PromiseId[] {
  if (isNode(node)) {
    const { value, elements } = node;
    if (typeof value === 'string' && isPromiseId(value)) return [value];
    if (Array.isArray(elements) && elements.length > 0)
      return elements.flatMap((element) => idsFrom(element, file));
  }
  throw new Error(
    `${file}: promise(…) must name its ids as literals, so that they can be listed without running it.`,
  );
}

function titleFrom(node: unknown, source: string): string {
  if (!isNode(node)) return '';
  const { value, start, end } = node;
  if (typeof value === 'string') return value;
  return typeof start === 'number' && typeof end === 'number' ? source.slice(start + 1, end - 1) : '';
}
