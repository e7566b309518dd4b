import type { Figures } from '#modules/site';
import { WITH_CUSTOMERS, type Staff } from '#modules/staff';

/**
 * What the page of what is kept says is measured (promise protection.4): counted at each reading, never stored.
 */
export const publicFigures =
  (parts: {
    readonly staff: Pick<Staff, 'colleagues'>;
    /** Since when; null where the operator is not obliged. */
    readonly retainedSince: () => Promise<string | null>;
    readonly requests: () => Promise<NonNullable<Figures['requests']>>;
  }) =>
  async (): Promise<Figures> => {
    const colleagues = [...(await parts.staff.colleagues()).values()];
    const requests = await parts.requests();
    return {
      requests,
      retainedSince: await parts.retainedSince(),
      staff: {
        all: colleagues.length,
        withAccess: colleagues.filter(
          ({ enters, roles }) => enters && roles.some((role) => WITH_CUSTOMERS.includes(role)),
        ).length,
      },
    };
  };
