import type { Routes } from '#platform/http';
import { loadAssets } from './assets.ts';

/** Stylesheet, fonts and icon of the public pages, for each host that shows one: no page fetches from another. */
export const siteAssetRoutes = (): Routes => (server) => {
  for (const [address, asset] of loadAssets().files)
    server.get(address, { config: { rateLimit: false }, schema: { hide: true } }, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.body),
    );
};
