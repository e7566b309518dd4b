import { endContract, type ContractEnd } from '#modules/customers';
import { read, transact, type Ctx } from '#platform/db';
import { serviceTable } from '../data-map.ts';
import { endService } from './end-service.ts';

/** Ends everything a customer has after a day (ISO, in `zone`), bound or not, and the contract with it. @returns as `endContract`. */
export async function endCustomer(
  ctx: Ctx,
  given: { readonly customer: string; readonly lastDay: string; readonly zone: string },
): Promise<ContractEnd> {
  return transact(ctx, async (inner) => {
    const ended = await endContract(inner, given);
    if (!ended.ok) return ended;
    const services = await read(inner, 'bill', serviceTable, ['service_id', 'starts_on', 'ends_on'], {
      where: { customer_id: given.customer },
    });
    for (const { service_id: service, starts_on: starts, ends_on: ends } of services) {
      if (ends !== null && ends <= given.lastDay) continue;
      // One that would start after the contract's end ends on its first day, before it has done anything.
      const lastDay = starts > given.lastDay ? starts : given.lastDay;
      await endService(
        inner,
        { customer: given.customer, service },
        { lastDay, zone: given.zone, despiteBinding: true },
      );
    }
    return ended;
  });
}
