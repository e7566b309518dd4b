import { useEffect, useState } from 'react';
import { ErrorNote, Page, PageHead, Select, Sheet, Skeleton, useWords } from '@telink/ui';
import type { ComposeAccount } from '../compose/windows.ts';
import type { Category, Mail, Mailbox, MailSettings } from '../engine/types.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import {
  CacheSection,
  CategoriesSection,
  RegionSection,
  TrustedSection,
  type CacheControl,
} from './mailbox-section.tsx';
import { RepliesSection } from './replies-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { settingsWords } from './words.ts';
import { WritingSection } from './writing-section.tsx';
import css from './settings.module.css';

export interface SettingsScreenProps {
  readonly accounts: readonly ComposeAccount[];
  /** The cache of an account, where it can be decided about. */
  readonly cacheOf?: (account: string) => CacheControl | undefined;
}

/** Settings for mail, one account at a time. */
export default function SettingsScreen({ accounts, cacheOf }: SettingsScreenProps) {
  const words = useWords(settingsWords);
  const [chosen, setChosen] = useState(accounts[0]?.id ?? '');
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];
  return (
    <Sheet>
      <Page narrow>
        <PageHead title={words.title} lead={words.lead} focus />
        {accounts.length > 1 ? (
          <Select
            className={css['account']}
            label={words.account}
            value={account?.id ?? ''}
            onChange={setChosen}
            options={accounts.map((one) => ({ value: one.id, label: `${one.name} ‹${one.address}›` }))}
          />
        ) : null}
        {account === undefined ? null : (
          <OfAccount key={account.id} account={account} cache={cacheOf?.(account.id)} />
        )}
      </Page>
    </Sheet>
  );
}

interface Read {
  readonly mail: Mail;
  readonly settings: MailSettings;
  readonly categories: readonly Category[];
}

function OfAccount({
  account,
  cache,
}: {
  readonly account: ComposeAccount;
  readonly cache: CacheControl | undefined;
}) {
  const words = useWords(settingsWords);
  const [read, setRead] = useState<Read | 'failed' | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<Read | 'failed'> => {
      const mail = await account.mail();
      const [settings, categories] = await Promise.all([mail.settings.read(), mail.settings.categories()]);
      return settings.ok
        ? { mail, settings: settings.value, categories: categories.ok ? categories.value : [] }
        : 'failed';
    };
    void load()
      .catch((): 'failed' => 'failed')
      .then((done) => gone || setRead(done));
    return () => {
      gone = true;
    };
    // `turn` grows when the person asks to try again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [account, turn]);
  if (read === null) return <Skeleton rows={6} label={words.loading} />;
  if (read === 'failed')
    return (
      <ErrorNote title={words.failed} onRetry={() => setTurn(turn + 1)}>
        {words.failedSafe}
      </ErrorNote>
    );
  return (
    <Sections
      read={read}
      cache={cache}
      onCategory={(added) => setRead({ ...read, categories: [...read.categories, added] })}
    />
  );
}

function Sections({
  read: { mail, settings, categories },
  cache,
  onCategory,
}: {
  readonly read: Read;
  readonly cache: CacheControl | undefined;
  readonly onCategory: (added: Category) => void;
}) {
  const { roles } = useWords(mailWords);
  const mailboxes = useLive(mail.mailboxes);
  const nameOf = (one: Mailbox): string => (one.role === 'none' ? one.name : roles[one.role]);
  const { capabilities } = mail;
  return (
    <div className={css['sections']}>
      <WritingSection mail={mail} />
      {capabilities.automaticReplies ? (
        <RepliesSection mail={mail} start={settings.automaticReplies} />
      ) : null}
      {capabilities.rules ? (
        <RulesSection
          mail={mail}
          mailboxes={mailboxes.filter((one) => one.role !== 'drafts' && one.role !== 'sent')}
          nameOf={nameOf}
          categories={categories.map((one) => one.name)}
        />
      ) : null}
      {capabilities.categories ? (
        <CategoriesSection mail={mail} all={categories} onAdded={onCategory} />
      ) : null}
      <RegionSection mail={mail} start={settings} />
      <TrustedSection mail={mail} />
      {cache === undefined ? null : <CacheSection cache={cache} />}
    </div>
  );
}
