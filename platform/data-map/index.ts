export * from './purposes.ts';
export * from './field.ts';
export * from './table.ts';
export * from './describe.ts';
