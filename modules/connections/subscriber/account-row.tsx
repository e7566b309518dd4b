import { Avatar, Button, Chip, LinkButton, useFormat, useWords, type ChipProps } from '@telink/ui';
import type { ConnectionView } from '../contract.ts';
import css from './accounts.module.css';
import { AdminConsent } from './admin-consent.tsx';
import { ConnectBanner } from './connect.tsx';
import { scopeNames, words } from './words.ts';

const kinds = {
  connected: 'ok',
  asked: 'warn',
  granted: 'accent',
  refused: 'bad',
  revoked: 'warn',
  partial: 'warn',
  claims: 'warn',
} as const satisfies Record<string, ChipProps['kind']>;

/** One account: whose, how it stands, and what to do about it. */
export function AccountRow({
  connection,
  onDisconnect,
  now,
}: {
  readonly connection: ConnectionView;
  readonly onDisconnect: () => void;
  readonly now: number;
}) {
  const said = useWords(words);
  const format = useFormat();
  const at = connection.reason ?? 'connected';
  const title = connection.address === '' ? said.unnamed : connection.address;
  const dates = [
    connection.connectedAt === null ? null : said.since(format.date(Date.parse(connection.connectedAt))),
    connection.lastTokenAt === null
      ? null
      : said.used(format.moment(Date.parse(connection.lastTokenAt), now)),
  ].filter((each) => each !== null);
  return (
    <li className={css['account']}>
      <div className={css['head']}>
        <Avatar name={connection.name === '' ? title : connection.name} address={title} />
        <div className={css['who']}>
          <h3>{title}</h3>
          <p>
            {connection.address === ''
              ? said.unknownAccount
              : [connection.name, ...dates].filter((each) => each !== '').join(' · ')}
          </p>
        </div>
        <Chip kind={kinds[at]}>{said.state[at]}</Chip>
        <div className={css['acts']}>
          {connection.state === 'connected' ? (
            <LinkButton href="/mejl" size="small">
              {said.openMail}
            </LinkButton>
          ) : null}
          <Button kind="danger" size="small" onClick={onDisconnect}>
            {connection.address === '' ? said.ask.actUnnamed : said.disconnect}
          </Button>
        </div>
      </div>
      <Standing connection={connection} />
    </li>
  );
}

function Standing({ connection }: { readonly connection: ConnectionView }) {
  const said = useWords(words);
  const format = useFormat();
  if (connection.state === 'pending-admin') return <AdminConsent connection={connection} />;
  if (connection.state !== 'needs-consent') return null;
  if (connection.reason === 'partial') {
    return (
      <ConnectBanner kind="warn" connection={connection.id} label={said.again} fact={said.partial}>
        {said.partialMissing(format.list(scopeNames(said, connection.missing)))}
      </ConnectBanner>
    );
  }
  const claims = connection.reason === 'claims';
  const { fact, rest } = claims ? said.claims : said.revoked;
  return (
    <ConnectBanner
      kind="warn"
      connection={connection.id}
      label={claims ? said.signInAgain : said.again}
      fact={fact}
    >
      {rest}
    </ConnectBanner>
  );
}
