/** The mail client's door. Everything behind it is loaded when somebody goes there. */
export { screens } from './screens.ts';
export { expectMail } from './accounts/expect.ts';
