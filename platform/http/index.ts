export { bears } from './bearer.ts';
export {
  createHttp,
  fileRoutes,
  formRoutes,
  languageOf,
  sendProblem,
  type HttpOptions,
  type Routes,
  type Server,
} from './server.ts';
export { contentSecurityPolicy, securityHeaders, type Page } from './headers.ts';
export { strict, assertStrict } from './strict.ts';
export { keepDense } from './dense.ts';
export { serveApp } from './static.ts';
