/** The server's whole part in mail: one empty document. Content goes between browser and provider (promise mail.4). */
export { pictureFrameRoutes } from './server/picture-frame.ts';
