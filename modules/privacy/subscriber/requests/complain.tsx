import { Link, LinkButton, Section, useWords } from '@telink/ui';
import type { AuthoritiesView, RequestView } from '#contract/privacy';
import css from './requests.module.css';
import { words } from './words.ts';

/** Where to complain, and the record to take along (GDPR Art. 77; promises access.10, complaint.1, complaint.2). */
export function Complain({ request }: { readonly request: RequestView }) {
  const { one: text } = useWords(words);
  return (
    <Section title={text.complain}>
      <p className={css['muted']}>{text.complainText}</p>
      <Authorities authorities={request.authorities} />
      <LinkButton
        href={`/api/privacy/requests/${request.id}/complaint`}
        download={`telink-${request.id}.json`}
        icon="download"
      >
        {text.bundle}
      </LinkButton>
    </Section>
  );
}

export function Authorities({ authorities: { imy, pts } }: { readonly authorities: AuthoritiesView }) {
  const { one: text } = useWords(words);
  return (
    <>
      <address className={css['authority']}>
        <Link href={imy.url} external>
          {imy.name}
        </Link>
        <span className={css['under']}>{imy.address}</span>
      </address>
      <address className={css['authority']}>
        <span className={css['under']}>{text.traffic}</span>
        <Link href={pts.url} external>
          {pts.name}
        </Link>
        <span className={css['under']}>{pts.address}</span>
      </address>
      <p className={css['foot']}>{text.court}</p>
    </>
  );
}
