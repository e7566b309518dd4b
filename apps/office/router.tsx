import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import {
  browserLook,
  LinkButton,
  Page,
  PageHead,
  UiProvider,
  useWords,
  type LookStore,
  type RenderLink,
} from '@telink/ui';
import { Frame } from './frame.tsx';
import { InnerLink } from './inner-link.tsx';
import { screens } from './screens.ts';
import { words } from './text.ts';

/** Our own addresses go through the router; files that the server makes do not. */
const renderLink: RenderLink = ({ href, ...rest }) =>
  !href.startsWith('/') || href.startsWith('/api/') ? (
    <a href={href} {...rest} />
  ) : (
    <InnerLink href={href} {...rest} />
  );
const kept = browserLook('telink.office.look');
/** The office is compact until somebody chooses otherwise: it is tables, at a desk. */
const look: LookStore = { ...kept, read: () => ({ density: 'compact', ...kept.read() }) };

function Root() {
  return (
    <UiProvider store={look} renderLink={renderLink}>
      <Outlet />
    </UiProvider>
  );
}

function Missing() {
  const said = useWords(words);
  return (
    <Page>
      <PageHead title={said.missing} focus />
      <LinkButton href="/">{said.toStart}</LinkButton>
    </Page>
  );
}

const root = createRootRoute({ component: Root });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const routesOf = (open: boolean, parent: typeof root | typeof frame) =>
  screens
    .filter((screen) => (screen.access === 'public') === open)
    .map((screen) =>
      createRoute({
        getParentRoute: () => parent,
        path: screen.path,
        component: lazyRouteComponent(screen.load),
      }),
    );
/** Also what does not exist is said behind the gate. */
const missing = createRoute({ getParentRoute: () => frame, path: '$', component: Missing });

export const router = createRouter({
  routeTree: root.addChildren([
    ...routesOf(true, root),
    frame.addChildren([...routesOf(false, frame), missing]),
  ]),
  defaultPreload: 'intent',
});
