import type { Routes } from '#platform/http';

/**
 * An empty document of its own for a message whose pictures somebody has asked to see. A frame made from a text inherits the app's
 * policy, which lets no picture in from outside; opening the whole app for them would be to take a wall down for a window. Nothing
 * of mail passes here: the app fills the document in the browser.
 */
const DOCUMENT =
  '<!doctype html><html lang=""><head><meta charset="utf-8"><title></title></head><body></body></html>';
const POLICY =
  "default-src 'none'; img-src https: data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

export const PICTURE_FRAME = '/ram/bilder';

export const pictureFrameRoutes: Routes = (server) => {
  server.get(
    PICTURE_FRAME,
    { config: { rateLimit: false }, schema: { hide: true } },
    async (_request, reply) =>
      reply
        .headers({ 'content-security-policy': POLICY, 'x-frame-options': 'SAMEORIGIN' })
        .type('text/html; charset=utf-8')
        .send(DOCUMENT),
  );
};
