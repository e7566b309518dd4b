/** The office in the browser. Other slices: `ask` for the office's server, `useMe` for who works here, their screens as `OfficeScreen`. */
export { ask, CallFailed, sendFile } from './call.ts';
export { CustomerSectionsProvider, type CustomerSection, type SectionProps } from './customer-sections.tsx';
export { Gate } from './gate.tsx';
export { checkPresence, useMe } from './presence.ts';
export { screens, type OfficeScreen } from './screens.ts';
export { useAct, useLoaded, useOpenedAt, type Loaded } from './use-act.ts';
