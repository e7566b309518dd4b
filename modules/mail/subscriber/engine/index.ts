/**
 * The mail engine's door. `openMail` is what an app uses; `createMail` takes every outside thing by hand, for tests.
 *
 * ```ts
 * const mail = openMail({ account, address, vault, token });
 * await mail.start('inbox');                       // something to paint is there
 * const list = mail.list('inbox');
 * useSyncExternalStore(list.version.subscribe, list.version.get);
 * const row = list.row(virtualItem.index);         // at once; 'loading' rows fill in by themselves
 * const opened = useLive(mail.message(row.head.id)); // opened.shown.document → <iframe srcDoc sandbox>
 * const act = mail.archive(row.ids);               // shown at once; act.undo?.()
 * ```
 */
export { createMail } from './mail.ts';
export { openMail } from './in-browser.ts';
export type { OpenMail } from './in-browser.ts';
export { dressFrame } from './show/frame.ts';
export type { Dress } from './show/frame.ts';
export { frameHtml } from './show/policy.ts';
export { showBody } from './show/show-body.ts';
export { clean } from './show/clean.ts';
export { isAddress, parsePeople } from './write/people.ts';
export { parseQuery } from './search/query.ts';
export type * from './types.ts';
export type { AccessToken, MailEnvironment, TokenRefusal, TokenSource } from './environment.ts';
