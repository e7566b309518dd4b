/** Routes and bodies of this part. */
export type PortContract = Readonly<Record<string, never>>;
