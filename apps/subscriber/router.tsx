import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { screens } from './screens.ts';

const root = createRootRoute({ component: Outlet });

const routes = screens.map((screen) => createRoute({ getParentRoute: () => root, path: screen.path, component: lazyRouteComponent(screen.load) }));

export const router = createRouter({ routeTree: root.addChildren(routes), defaultPreload: 'intent' });
