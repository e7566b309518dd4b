import { ErrorNote, LinkButton, Page, Sheet, useWords } from '@telink/ui';
import { mailWords } from '../words-more.ts';

/** The grant is gone, and with it what was kept here: another try would fail as the last one did, only the person can give a new one. */
export default function Ended({ account }: { readonly account: string }) {
  const { status } = useWords(mailWords);
  return (
    <Sheet>
      <Page>
        <ErrorNote title={status.needsConsent}>{status.endedWhy}</ErrorNote>
        <LinkButton href={`/konton?konto=${encodeURIComponent(account)}`}>
          {status.needsConsentAct}
        </LinkButton>
      </Page>
    </Sheet>
  );
}
