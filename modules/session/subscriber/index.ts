/** The session in the browser. Other slices: `call` or `ask` for our own server, `session` for keys and ways out. */
export { isToldAhead } from './ahead.ts';
export { ask, call, CallFailed, type Answer, type Method } from './call.ts';
export { Gate } from './gate.tsx';
export { session } from './in-browser.ts';
export { cookieLook } from './look-cookie.ts';
export { screens } from './screens.ts';
export type { BeforeSignOut, SessionState, SessionStore } from './store.ts';
export { useMe, useSession } from './use-session.ts';
