import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { cookieLook } from '#session';
import { UiProvider, type RenderLink } from '@telink/ui';
import { Frame } from './frame.tsx';
import { InnerLink } from './inner-link.tsx';
import { screens } from './screens.ts';

/** Our own addresses go through the router; what another host or the server itself serves does not. */
const SERVED = ['/integritetspolicy', '/en/privacy-policy', '/utloggad', '/api/', '/connections/'];
const renderLink: RenderLink = ({ href, ...rest }) =>
  !href.startsWith('/') || SERVED.some((path) => href.startsWith(path)) ? (
    <a href={href} {...rest} />
  ) : (
    <InnerLink href={href} {...rest} />
  );

function Root() {
  return (
    <UiProvider store={cookieLook} renderLink={renderLink}>
      <Outlet />
    </UiProvider>
  );
}

const Missing = lazyRouteComponent(() => import('./missing.tsx'));

const root = createRootRoute({ component: Root, notFoundComponent: Missing });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/mejl', replace: true });
  },
});
const routesOf = (access: 'public' | 'session', parent: typeof root | typeof frame) =>
  screens
    .filter((screen) => screen.access === access)
    .map((screen) =>
      createRoute({
        getParentRoute: () => parent,
        path: screen.path,
        component: lazyRouteComponent(screen.load),
      }),
    );

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    ...routesOf('public', root),
    frame.addChildren(routesOf('session', frame)),
  ]),
  defaultPreload: 'intent',
});
