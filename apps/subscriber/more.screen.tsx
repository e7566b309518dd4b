import { session, useMe } from '#session';
import {
  Button,
  LinkButton,
  Page,
  PageHead,
  Section,
  Segments,
  useLanguage,
  useTheme,
  useWords,
} from '@telink/ui';
import css from './more.module.css';
import { IN_BAR, useNav } from './nav.ts';
import { myWords } from './my-text.ts';
import { words } from './text.ts';

/** «Mer» of the bottom bar: what the avatar's menu holds where there is no rail. */
export default function MoreScreen() {
  const said = useWords(myWords);
  const { more } = useWords(words);
  const { user } = useMe();
  const { items } = useNav();
  const { language, setLanguage } = useLanguage();
  const { theme, setTheme } = useTheme();
  return (
    <Page narrow>
      <PageHead title={more} above={user.name} focus />
      <div className={css['more']}>
        {items.slice(IN_BAR).map(({ href, label, icon }) => (
          <LinkButton key={href} href={href} icon={icon} full>
            {label}
          </LinkButton>
        ))}
        <LinkButton href="/konto/sakerhet" icon="shield-check" full>
          {said.security}
        </LinkButton>
        <LinkButton href="/konto/installningar" icon="settings" full>
          {said.settings}
        </LinkButton>
        <LinkButton
          href={language === 'sv' ? '/integritetspolicy' : '/en/privacy-policy'}
          icon="scroll-text"
          full
        >
          {said.policy}
        </LinkButton>
        <Section title={said.language}>
          <Segments
            label={said.language}
            value={language}
            onChange={setLanguage}
            options={[
              { value: 'sv', label: 'Svenska' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Section>
        <Section title={said.theme}>
          <Segments
            label={said.theme}
            value={theme}
            onChange={setTheme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: said.themes[value],
            }))}
          />
        </Section>
        <Button icon="log-out" full onClick={() => void session.signOut()}>
          {said.signOut}
        </Button>
        <p className={css['why']}>{said.signOutWhy}</p>
      </div>
    </Page>
  );
}
