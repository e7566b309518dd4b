/** Routes and bodies of this part. */
export type CorrectContract = Readonly<Record<string, never>>;
