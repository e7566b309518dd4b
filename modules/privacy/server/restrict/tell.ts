import { personById } from '#modules/customers';
import type { Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import type { Whose } from './place.ts';
import { en } from './text.en.ts';
import { sv } from './text.sv.ts';

/**
 * Tells a person that what was frozen will be used again (GDPR Art. 18.3): by mail, in their language, handed over before anything is
 * noted; or on paper, which whoever acts answers for having posted. @throws Problem not-found without an address, provider-refused
 */
export const tellBy =
  (
    { post, config, log }: Pick<PrivacyDeps, 'post' | 'config' | 'log'>,
    whose: Whose,
    way: 'mail' | 'paper',
  ) =>
  async (ctx: Ctx): Promise<void> => {
    if (way === 'paper') return;
    const who = await personById(ctx, whose, 'rights');
    if (who?.email === undefined) throw new Problem('not-found', ['email']);
    const said = who.language === 'en' ? en : sv;
    await post
      .send({
        to: who.email,
        subject: said.subject,
        text: said.text(`${config.origins.app}/mina-uppgifter/frysa`),
      })
      .catch((error: unknown) => {
        log.warn('a notice was not sent', { error });
        throw new Problem('provider-refused');
      });
  };
