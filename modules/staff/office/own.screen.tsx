import {
  Button,
  Chip,
  ErrorNote,
  Facts,
  Page,
  PageHead,
  Section,
  Segments,
  showToast,
  Skeleton,
  useFormat,
  useLanguage,
  useTheme,
  useWords,
} from '@telink/ui';
import type { OwnView } from '../contract.ts';
import { ask } from './call.ts';
import css from './office.module.css';
import { signOut, useMe } from './presence.ts';
import { useLoaded, useOpenedAt } from './use-act.ts';
import { deviceName, words } from './words.ts';

/** One's own account: roles, agreement, where one is signed in, how the office looks. */
export default function OwnScreen() {
  const said = useWords(words);
  const { staff } = useMe();
  const { language, setLanguage } = useLanguage();
  const { theme, setTheme } = useTheme();
  const { state, again } = useLoaded<OwnView>('/api/office/own');
  return (
    <Page>
      <title>{`${said.own.title} · Telink`}</title>
      <PageHead title={staff.name} above={said.own.title} focus>
        <Button icon="log-out" onClick={() => void signOut()}>
          {said.own.signOut}
        </Button>
      </PageHead>
      <div className={css['stack']}>
        {state.status === 'loading' ? <Skeleton label={said.loading} rows={4} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? <Mine view={state.value} onChanged={again} /> : null}
        <Section title={said.own.look}>
          <div className={css['acts']}>
            <Segments
              label={said.own.language}
              value={language}
              onChange={setLanguage}
              options={[
                { value: 'sv', label: 'Svenska' },
                { value: 'en', label: 'English' },
              ]}
            />
            <Segments
              label={said.own.look}
              value={theme}
              onChange={setTheme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: said.own.themes[value],
              }))}
            />
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Mine({ view, onChanged }: { readonly view: OwnView; readonly onChanged: () => void }) {
  const said = useWords(words);
  const format = useFormat();
  const { staff, agreement } = useMe();
  const until = agreement.inForceUntil;
  return (
    <>
      <Facts
        items={[
          [said.own.mail, view.mail],
          [said.own.roles, format.list(staff.roles.map((role) => said.roles[role]))],
          [said.own.agreement, until === null ? '–' : said.own.untilFull(format.date(new Date(until)))],
          [said.own.codes, format.count(view.recoveryCodesLeft)],
        ]}
      />
      <Section title={said.own.sessions}>
        <ul className={css['rows']}>
          {view.sessions.map((one) => (
            <Session key={one.id} one={one} onEnded={onChanged} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function Session({
  one,
  onEnded,
}: {
  readonly one: OwnView['sessions'][number];
  readonly onEnded: () => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const device = deviceName(said, one.device);
  const now = useOpenedAt();
  const end = async (): Promise<void> => {
    if (one.current) return signOut();
    await ask('DELETE', `/api/office/own/sessions/${one.id}`).catch(() => undefined);
    showToast({ text: said.own.ended(device) });
    onEnded();
  };
  return (
    <li className={css['row']}>
      <div className={css['what']}>
        <b>
          {device}
          {one.current ? <Chip>{said.own.thisOne}</Chip> : null}
        </b>
        <span>{said.own.seen(format.moment(new Date(one.seenAt), now))}</span>
      </div>
      <Button aria-label={said.own.endLabel(device)} onClick={() => void end()}>
        {said.own.end}
      </Button>
    </li>
  );
}
