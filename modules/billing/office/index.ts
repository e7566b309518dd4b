/** The office's screens of money: bill runs, payments, what must always hold. */
export { screens } from './screens.ts';
