import { useEffect, useState } from 'react';
import { Banner, ErrorNote, LinkButton, Page, PageHead, Select, Skeleton, useWords } from '@telink/ui';
import { createCategories, type Categories } from '../acts/categories.ts';
import type { ComposeAccount } from '../compose/windows.ts';
import { composeWords } from '../compose/words.ts';
import type { Mail, Mailbox, MailSettings, TroubleReason } from '../engine/types.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import { CacheSection, type CacheControl } from './cache-section.tsx';
import { CategoriesSection } from './categories-section.tsx';
import { RegionSection, TrustedSection } from './mailbox-section.tsx';
import { RepliesSection } from './replies-section.tsx';
import { RulesSection } from './rules-section.tsx';
import { settingsWords } from './words.ts';
import { WritingSection } from './writing-section.tsx';
import css from './settings.module.css';

export interface SettingsAccount extends ComposeAccount {
  /** The categories the rest of mail shows; its own when absent. */
  readonly categories?: () => Promise<Categories>;
}

export interface SettingsPageProps {
  readonly accounts: readonly SettingsAccount[];
  /** The account whose settings are shown first. */
  readonly first?: string | undefined;
  /** The cache of an account, where it can be decided about. */
  readonly cacheOf?: (account: string) => CacheControl | undefined;
}

/** Settings for mail, one account at a time. */
export function SettingsPage({ accounts, first, cacheOf }: SettingsPageProps) {
  const words = useWords(settingsWords);
  const [chosen, setChosen] = useState(first);
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];
  return (
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
  );
}

interface Read {
  readonly mail: Mail;
  readonly categories: Categories;
  /** Whether the person's own choices are those of the mailbox. */
  readonly known: boolean;
  /** What the provider has, or why it could not be read. */
  readonly settings: MailSettings | TroubleReason;
}

function OfAccount({
  account,
  cache,
}: {
  readonly account: SettingsAccount;
  readonly cache: CacheControl | undefined;
}) {
  const words = useWords(settingsWords);
  const [read, setRead] = useState<Read | 'failed' | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<Read> => {
      const mail = await account.mail();
      const categories = (await account.categories?.()) ?? createCategories(mail);
      const [settings, , known] = await Promise.all([
        mail.settings.read(),
        categories.refresh(),
        // A signature shown before it is known would be saved over the real one.
        mail.choicesKnown(),
      ]);
      return { mail, categories, known, settings: settings.ok ? settings.value : settings.reason };
    };
    void load()
      .catch((): 'failed' => 'failed')
      .then((done) => gone || setRead(done));
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another turn is another try
  }, [account, turn]);
  const again = (): void => {
    setRead(null);
    setTurn(turn + 1);
  };
  if (read === null) return <Skeleton rows={6} label={words.loading} />;
  if (read === 'failed')
    return (
      <ErrorNote title={words.failed} onRetry={again}>
        {words.failedSafe}
      </ErrorNote>
    );
  return <Sections read={read} account={account.id} cache={cache} onAgain={again} />;
}

/** What a person can mend on «Konton». */
const ELSEWHERE: ReadonlySet<TroubleReason> = new Set(['needs-consent', 'pending-admin', 'claims']);

/** What belongs to the browser and to Telink is shown also when the provider does not answer. */
function Sections({
  read: { mail, categories, known, settings },
  account,
  cache,
  onAgain,
}: {
  readonly read: Read;
  readonly account: string;
  readonly cache: CacheControl | undefined;
  readonly onAgain: () => void;
}) {
  const words = useWords(settingsWords);
  const { roles } = useWords(mailWords);
  const { reasons } = useWords(composeWords);
  const mailboxes = useLive(mail.mailboxes);
  const all = useLive(categories);
  const nameOf = (one: Mailbox): string => (one.role === 'none' ? one.name : roles[one.role]);
  const { capabilities } = mail;
  return (
    <div className={css['sections']}>
      {known ? <WritingSection mail={mail} /> : null}
      {!known && typeof settings !== 'string' ? (
        <ErrorNote title={words.failed} onRetry={onAgain}>
          {words.failedSafe}
        </ErrorNote>
      ) : null}
      {typeof settings === 'string' ? (
        ELSEWHERE.has(settings) ? (
          <Banner
            kind="warn"
            fact={reasons[settings]}
            role="status"
            acts={
              <LinkButton size="small" href={`/konton?konto=${encodeURIComponent(account)}`}>
                {words.accountsPage}
              </LinkButton>
            }
          >
            {words.failed}
          </Banner>
        ) : (
          <ErrorNote title={words.failed} onRetry={onAgain}>
            {reasons[settings]} {words.failedSafe}
          </ErrorNote>
        )
      ) : (
        <>
          {capabilities.automaticReplies ? (
            <RepliesSection mail={mail} start={settings.automaticReplies} />
          ) : null}
          {capabilities.rules ? (
            <RulesSection
              mail={mail}
              mailboxes={mailboxes.filter((one) => one.role !== 'drafts' && one.role !== 'sent')}
              nameOf={nameOf}
              categories={all.map((one) => one.name)}
            />
          ) : null}
          {capabilities.categories ? <CategoriesSection categories={categories} /> : null}
          <RegionSection mail={mail} start={settings} />
        </>
      )}
      <TrustedSection mail={mail} />
      {cache === undefined ? null : <CacheSection cache={cache} />}
    </div>
  );
}
