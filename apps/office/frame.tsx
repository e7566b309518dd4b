import { CustomerSectionsProvider, Gate, useMe } from '#office/staff';
import {
  Avatar,
  BareLink,
  OfficeShell,
  Page,
  PageHead,
  useLanguage,
  useWords,
  type NavItem,
  VisuallyHidden,
} from '@telink/ui';
import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import css from './frame.module.css';
import { customerSections, screens } from './screens.ts';
import { words } from './text.ts';

/** What stands around every screen behind session and agreement. */
export function Frame() {
  return (
    <Gate>
      <CustomerSectionsProvider sections={customerSections}>
        <Around />
      </CustomerSectionsProvider>
    </Gate>
  );
}

function Around() {
  const said = useWords(words);
  const { language } = useLanguage();
  const { staff } = useMe();
  const { pathname } = useLocation();
  const here: string = useMatches().at(-1)?.routeId ?? '';
  const mine = screens.filter(
    ({ access, roles }) =>
      access !== 'public' && (roles === undefined || roles.some((role) => staff.roles.includes(role))),
  );
  const entries = mine
    .flatMap(({ path, nav }) => (nav === undefined ? [] : [{ path, nav }]))
    .toSorted((a, b) => a.nav.order - b.nav.order);
  // One page is one place: where an entry lies below another, the lower is it.
  const current = entries
    .map(({ path }) => path)
    .filter((path) => `${pathname}/`.startsWith(`${path}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  const items: readonly NavItem[] = entries.map(({ path, nav }) => ({
    href: path,
    label: nav.label[language],
    icon: nav.icon,
    current: path === current,
  }));
  const shut =
    screens.some(({ path }) => here === `/frame${path}`) &&
    !mine.some(({ path }) => here === `/frame${path}`);
  return (
    <OfficeShell
      skip={said.skip}
      title={items.find(({ href }) => href === current)?.label ?? said.start}
      items={[{ href: '/', label: said.start, icon: 'list', current: pathname === '/' }, ...items]}
      me={<Me />}
    >
      {shut ? <NotYours /> : <Outlet />}
    </OfficeShell>
  );
}

/** What is in a page is the server’s to say; this only spares somebody an empty one. */
function NotYours() {
  const said = useWords(words);
  return (
    <Page>
      <PageHead title={said.notYours} focus />
    </Page>
  );
}

/** At the foot of the rail: who, in what role, and how long the agreement is in force. */
function Me() {
  const said = useWords(words);
  const { staff, agreement } = useMe();
  return (
    <BareLink href="/konto" className={css['me']}>
      <Avatar name={staff.name} />
      <VisuallyHidden>{said.me(staff.name)}</VisuallyHidden>
      <span className={css['who']} aria-hidden="true">
        <b>{staff.name}</b>
        <span>{staff.roles.map((role) => said.roles[role]).join(', ')}</span>
        {agreement.inForceUntil === null ? null : (
          <span>{said.until(agreement.inForceUntil.slice(0, 10))}</span>
        )}
      </span>
    </BareLink>
  );
}
