/** Routes and bodies of this part. */
export type RestrictContract = Readonly<Record<string, never>>;
