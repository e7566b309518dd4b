/** Routes and bodies of this part. */
export type IncidentContract = Readonly<Record<string, never>>;
