import type { Figures } from '#modules/site';
import type { Staff } from '#modules/staff';

/** Roles that open customers: what each sees there is the access rules' to say. */
const OPENS: readonly string[] = ['support', 'billing'];

/**
 * What the page of what is kept says is measured (promise protection.4): counted at each reading, never stored.
 */
export const publicFigures =
  (parts: {
    readonly staff: Pick<Staff, 'colleagues'>;
    readonly requests: () => Promise<NonNullable<Figures['requests']>>;
  }) =>
  async (): Promise<Figures> => {
    const colleagues = [...(await parts.staff.colleagues()).values()];
    const requests = await parts.requests();
    return {
      requests,
      staff: {
        all: colleagues.length,
        withAccess: colleagues.filter(
          ({ enters, roles }) => enters && roles.some((role) => OPENS.includes(role)),
        ).length,
      },
    };
  };
