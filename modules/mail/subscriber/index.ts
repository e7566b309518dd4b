/** The mail client's door. The list is in the app's first script; everything else is loaded when somebody goes there. */
export { screens } from './screens.ts';
export { expectMail } from './accounts/expect.ts';
