import type { Figures } from '#modules/site';
import type { Staff } from '#modules/staff';

/** Roles that open customers: what each sees there is the access rules' to say. */
const OPENS: readonly string[] = ['support', 'billing'];

/**
 * What the page of what is kept says is measured (promise protection.4): counted at each reading, never stored. `requests` is absent until
 * somebody counts them, and the page then says so.
 */
export const publicFigures =
  (parts: {
    readonly staff: Pick<Staff, 'colleagues'>;
    readonly requests?: () => Promise<Figures['requests']>;
  }) =>
  async (): Promise<Figures> => {
    const colleagues = [...(await parts.staff.colleagues()).values()];
    const requests = await parts.requests?.();
    return {
      ...(requests === undefined ? {} : { requests }),
      staff: {
        all: colleagues.length,
        withAccess: colleagues.filter(
          ({ enters, roles }) => enters && roles.some((role) => OPENS.includes(role)),
        ).length,
      },
    };
  };
