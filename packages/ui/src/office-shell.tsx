import { useRef, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { BareLink, type RenderLink } from './link.tsx';
import { Logo } from './logo.tsx';
import css from './office-shell.module.css';
import type { NavItem } from './shell.tsx';
import { tip } from './tip-data.ts';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface OfficeShellProps {
  readonly items: readonly NavItem[];
  /** Who works here: avatar, name, role. */
  readonly me?: ReactNode | undefined;
  /** In the top bar of phones. */
  readonly title: string;
  readonly home?: string | undefined;
  readonly renderLink?: RenderLink | undefined;
  readonly skip: string;
  /** A column beside the content from 1100 pixels. */
  readonly aside?: ReactNode | undefined;
  readonly children: ReactNode;
}

/**
 * The office's frame: a dark rail in both modes, so that it is never mistaken for a customer's app.
 * 212 wide from 1100 pixels, icons of 56 below, a top bar with the menu in a drawer on phones.
 */
export function OfficeShell({
  items,
  me,
  title,
  home = '/',
  renderLink,
  skip,
  aside,
  children,
}: OfficeShellProps) {
  const words = useWords(own);
  const drawer = useRef<HTMLDialogElement>(null);
  const menu = (
    <>
      {items.map((item) => {
        const props = {
          href: item.href,
          className: css['item'],
          'aria-current': item.current === true ? ('page' as const) : undefined,
          ...tip(item.label),
          children: (
            <>
              <Icon name={item.icon} />
              <span className={css['word']}>{item.label}</span>
              {item.count === undefined ? null : <span className={css['count']}>{item.count}</span>}
            </>
          ),
        };
        return (
          <span key={item.href}>
            {renderLink === undefined ? <BareLink {...props} /> : renderLink(props)}
          </span>
        );
      })}
    </>
  );
  return (
    <div className={css['office']}>
      <a href="#main" className={css['skip']}>
        {skip}
      </a>
      <nav className={css['rail']} data-scheme="dark" aria-label={words.main}>
        <BareLink href={home} className={css['home']} aria-label="Telink">
          <Logo />
        </BareLink>
        {menu}
        {me === undefined ? null : <div className={css['me']}>{me}</div>}
      </nav>
      <header className={css['top']} data-scheme="dark">
        <IconButton
          icon="menu"
          label={words.menu}
          aria-haspopup="dialog"
          onClick={() => drawer.current?.showModal()}
        />
        <b>{title}</b>
      </header>
      <dialog
        ref={drawer}
        className={css['drawer']}
        data-scheme="dark"
        aria-label={words.main}
        onClick={(event) => {
          // A press on the scrim, or on a link that leads on.
          const { target, currentTarget } = event;
          if (target === currentTarget || (target instanceof Element && target.closest('a') !== null))
            currentTarget.close();
        }}
      >
        <nav className={css['drawerBody']} aria-label={words.main}>
          <div className={css['drawerHead']}>
            <Logo />
            <IconButton icon="x" label={words.close} onClick={() => drawer.current?.close()} />
          </div>
          {menu}
          {me === undefined ? null : <div className={css['me']}>{me}</div>}
        </nav>
      </dialog>
      <main id="main" tabIndex={-1} className={css['main']}>
        {children}
      </main>
      {aside === undefined ? null : <aside className={css['aside']}>{aside}</aside>}
    </div>
  );
}
