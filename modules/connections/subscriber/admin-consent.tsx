import { Button, TextField, useFormat, useWords } from '@telink/ui';
import { useRef, useState } from 'react';
import type { AdminLinkAnswer, ConnectionView } from '../contract.ts';
import css from './accounts.module.css';
import { ConnectBanner } from './connect.tsx';
import { FaultNote } from './fault-note.tsx';
import { useAccounts } from './provide.tsx';
import { useAct } from './use-accounts.ts';
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
      <ConnectBanner
        icon="circle-check"
        role="status"
        connection={connection.id}
        label={said.connect}
        primary
        fact={said.admin.granted.fact}
      >
        {said.admin.granted.rest}
      </ConnectBanner>
    );
  }
  const refused = connection.reason === 'refused';
  return (
    <div className={css['admin']}>
      <ConnectBanner
        kind="warn"
        icon={refused ? 'circle-x' : 'hourglass'}
        connection={connection.id}
        label={refused ? undefined : said.tryAgain}
        fact={refused ? said.admin.refused.fact : said.admin.fact}
        other={
          <Button size="small" busy={act.busy} onClick={() => void get()}>
            {link === null ? said.admin.get : said.admin.renew}
          </Button>
        }
      >
        {refused ? said.admin.refused.rest : said.admin.rest}
      </ConnectBanner>
      <FaultNote code={act.fault} />
      {link === null ? null : <LinkToCopy key={link.link} answer={link} />}
    </div>
  );
}

function LinkToCopy({ answer }: { readonly answer: AdminLinkAnswer }) {
  const said = useWords(words);
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
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
      <TextField
        ref={field}
        readOnly
        label={said.admin.label}
        value={answer.link}
        hint={said.admin.until(format.date(Date.parse(answer.validUntil)))}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={css['copy']}>
        <Button icon="copy" onClick={() => void copy()}>
          {said.admin.copy}
        </Button>
        <span role="status">
          {copied === null ? '' : copied === 'yes' ? said.admin.copied : said.admin.copyYourself}
        </span>
      </div>
    </div>
  );
}
