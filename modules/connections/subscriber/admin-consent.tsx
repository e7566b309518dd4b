import { Banner, Button, TextField, useFormat, useWords } from '@telink/ui';
import { useEffect, useRef, useState } from 'react';
import type { AdminLinkAnswer, ConnectionView } from '../contract.ts';
import css from './accounts.module.css';
import { ConnectButton } from './connect.tsx';
import { FaultNote } from './fault-note.tsx';
import { useAccounts, useAct } from './provide.tsx';
import { words } from './words.ts';

/** A connection that waits for the organisation’s administrator: the link to hand over, and what came of it. */
export function AdminConsent({ connection }: { readonly connection: ConnectionView }) {
  const said = useWords(words);
  const accounts = useAccounts();
  const act = useAct(accounts.adminLink);
  const [link, setLink] = useState<AdminLinkAnswer | null>(null);
  const get = async (): Promise<void> => {
    const answer = await act.run(connection.id);
    if (answer) setLink(answer);
  };
  if (connection.reason === 'granted') {
    return (
      <Banner kind="plain" icon="circle-check" role="status" fact={said.admin.granted.fact} acts={<ConnectButton connection={connection.id} primary size="small" label={said.connect} />}>
        {said.admin.granted.rest}
      </Banner>
    );
  }
  const refused = connection.reason === 'refused';
  return (
    <div className={css['admin']}>
      <Banner
        kind="warn"
        icon={refused ? 'circle-x' : 'hourglass'}
        fact={refused ? said.admin.refused.fact : said.admin.fact}
        acts={
          <>
            <Button size="small" busy={act.busy} onClick={() => void get()}>
              {link === null ? said.admin.get : said.admin.renew}
            </Button>
            {refused ? null : <ConnectButton connection={connection.id} size="small" label={said.tryAgain} />}
          </>
        }
      >
        {refused ? said.admin.refused.rest : said.admin.rest}
      </Banner>
      <FaultNote code={act.fault} />
      {link === null ? null : <LinkToCopy answer={link} />}
    </div>
  );
}

function LinkToCopy({ answer }: { readonly answer: AdminLinkAnswer }) {
  const said = useWords(words);
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  useEffect(() => setCopied(null), [answer]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(answer.link);
      setCopied('yes');
    } catch {
      // A browser may refuse the clipboard; the link is there to take by hand.
      field.current?.select();
      setCopied('no');
    }
  };
  return (
    <div className={css['link']}>
      <TextField ref={field} readOnly label={said.admin.label} value={answer.link} hint={said.admin.until(format.date(Date.parse(answer.validUntil)))} onFocus={(event) => event.currentTarget.select()} />
      <div className={css['copy']}>
        <Button icon="copy" onClick={() => void copy()}>
          {said.admin.copy}
        </Button>
        <span role="status">{copied === null ? '' : copied === 'yes' ? said.admin.copied : said.admin.copyYourself}</span>
      </div>
    </div>
  );
}
