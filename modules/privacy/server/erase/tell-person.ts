import { personById } from '#modules/customers';
import type { PrivacyDeps } from '../deps.ts';
import { complainLine } from '../requests/letters.ts';
import type { EraseHouse } from './house.ts';
import { RECEIPT_PATHS } from './receipt-page.ts';

const WORDS = {
  sv: {
    subject: 'Dina uppgifter raderas',
    text: (name: string, link: string): string =>
      `Hej ${name},\n\nvi raderar dina uppgifter nu. Det här är det sista mejlet till den här adressen om det.\n\nKvittot säger vad som har raderats, vad som måste finnas kvar, varför och till vilken dag. Spara länken; den fungerar utan konto och säger inte vem du är:\n${link}`,
  },
  en: {
    subject: 'Your data is being erased',
    text: (name: string, link: string): string =>
      `Hello ${name},\n\nwe are erasing your data now. This is the last mail to this address about it.\n\nThe receipt says what has been erased, what has to stay, why and until which day. Keep the link; it works without an account and does not say who you are:\n${link}`,
  },
} as const;

/** Sent before anything goes: afterwards there is no address to write to (GDPR Art. 12.3). A letter that can't be sent holds nothing up; the receipt is shown as well. */
export const tellPerson =
  (deps: Pick<PrivacyDeps, 'config' | 'db' | 'post' | 'log'>): NonNullable<EraseHouse['tellPerson']> =>
  async (ctx, who, id) => {
    if (deps.config.smtpUrl === undefined && !deps.config.demo) return;
    const found = await personById(ctx, who);
    if (found?.email === undefined) return;
    const words = WORDS[found.language];
    const link = `${deps.config.origins.app}${RECEIPT_PATHS[found.language]}/${id}`;
    await deps.post
      .send({
        to: found.email,
        subject: words.subject,
        text: `${words.text(found.name, link)}\n\n${complainLine(found.language)}`,
      })
      .catch((error: unknown) => deps.log.warn('a receipt of an erasure could not be sent', { error }));
  };
