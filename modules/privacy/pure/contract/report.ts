/** Routes and bodies of this part. */
export type ReportContract = Readonly<Record<string, never>>;
