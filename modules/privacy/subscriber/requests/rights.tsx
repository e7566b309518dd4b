import { BareLink, Icon, Link, Section, useWords, type IconName } from '@telink/ui';
import type { AuthoritiesView } from '#contract/privacy';
import css from './requests.module.css';
import { words } from './words.ts';

/** The pages of the other rights, each with what it does. Objections are on the page of freezing. */
const RIGHTS = [
  { key: 'uppgifter', icon: 'file-search', href: '/mina-uppgifter/uppgifter' },
  { key: 'ratta', icon: 'pencil-line', href: '/mina-uppgifter/ratta' },
  { key: 'frysa', icon: 'snowflake', href: '/mina-uppgifter/frysa' },
  { key: 'ta-med', icon: 'package-open', href: '/mina-uppgifter/ta-med' },
  { key: 'nej', icon: 'hand', href: '/mina-uppgifter/frysa#nej' },
  { key: 'radera', icon: 'eraser', href: '/mina-uppgifter/radera' },
  { key: 'klaga', icon: 'scale', href: '/mina-uppgifter/klaga' },
] as const satisfies readonly { readonly key: string; readonly icon: IconName; readonly href: string }[];

export function Rights({ authorities }: { readonly authorities: AuthoritiesView | undefined }) {
  const { rights: text } = useWords(words);
  return (
    <Section title={text.title}>
      <ul className={css['rights']}>
        {RIGHTS.map(({ key, icon, href }) => (
          <li key={key}>
            <BareLink href={href}>
              <Icon name={icon} />
              <b>{text.items[key].name}</b>
              <span>{text.items[key].hint}</span>
            </BareLink>
          </li>
        ))}
      </ul>
      <p className={css['foot']}>
        {text.free}
        {authorities === undefined ? null : (
          <>
            {' '}
            {text.complain.before}{' '}
            <Link href={authorities.imy.url} external>
              {authorities.imy.name}
            </Link>{' '}
            {text.complain.or}{' '}
            <Link href={authorities.pts.url} external>
              {authorities.pts.name}
            </Link>
            . {text.complain.after}
          </>
        )}
      </p>
    </Section>
  );
}
