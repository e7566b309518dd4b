/**
 * Who a number belongs to, as the reader's own address book has it. Asked in the browser and nowhere else: no name of anybody the reader
 * knows goes to the server (promise calendar.3). There is no address book yet, so nobody is known by name.
 */
export type NameOf = (number: string) => string | undefined;
export const nameOf: NameOf = () => undefined;
