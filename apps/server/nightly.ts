import type { Billing, LetterRef } from '#modules/billing';
import type { Config } from '#platform/config';
import type { Transaction } from '#platform/db';
import type { Jobs } from '#platform/jobs';
import type { Log } from '#platform/log';
import type { Post } from '#platform/post';

const DAY = 86_400_000;
const LETTER = 'dunning-letter';

/** Queues a step's letter with the step: the fee is booked if and only if the letter is on its way. */
export const queueLetter =
  (jobs: Jobs) =>
  (ctx: Transaction, { customer, invoice, step }: LetterRef): Promise<void> =>
    jobs.enqueue(ctx.tx, LETTER, { customer, invoice, step });

/**
 * What billing does by itself, once a day and at each start: reminds of what is late, and holds the books against everything that must be
 * true of them. Nobody is reminded, and so nobody charged for it, where no mail can be sent.
 */
export async function startNightly(
  billing: Pick<Billing, 'dunningRound' | 'dunningLetter' | 'checkBooks'>,
  {
    config,
    jobs,
    post,
    log,
  }: { readonly config: Config; readonly jobs: Jobs; readonly post: Post; readonly log: Log },
): Promise<void> {
  await jobs.work(LETTER, async ({ customer, invoice, step }) => {
    const letter = await billing.dunningLetter({
      customer: String(customer),
      invoice: String(invoice),
      step: step === 'collection' ? 'collection' : 'reminder',
    });
    if (letter !== undefined) await post.send(letter);
  });
  if (config.smtpUrl !== undefined || config.demo)
    jobs.every(DAY, 'billing-dunning', async () => {
      const { length: count } = await billing.dunningRound();
      if (count > 0) log.info('late bills taken a step further', { count });
    });
  else log.warn('late bills are not reminded of: no way to send mail is configured');
  jobs.every(DAY, 'billing-check', async () => {
    await billing.checkBooks();
  });
}
