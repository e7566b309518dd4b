/** Routes and bodies of this part. */
export type EraseContract = Readonly<Record<string, never>>;
