import type { Config } from '#platform/config';

/** react-aria's press style, inserted once by the library; the only inline style allowed, by its hash. A test fails when an upgrade changes it. */
const PRESS_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

export interface Page {
  /** Hosts the page's script may talk to, from the enabled connectors (the provider list, the register and this are one object). */
  readonly connect: readonly string[];
  /** Where a form or redirect may lead. */
  readonly form?: readonly string[];
  /** The page has script; the public pages have none at all. */
  readonly script: boolean;
}

/** The policy of one app's documents. No unsafe-inline, no eval, Trusted Types wherever there is script. */
export function contentSecurityPolicy(page: Page): string {
  const parts = [
    "default-src 'none'",
    page.script ? "script-src 'self'" : "script-src 'none'",
    `style-src 'self'${page.script ? ` ${PRESS_STYLE}` : ''}`,
    page.script ? "img-src 'self' data: blob:" : "img-src 'self'",
    "font-src 'self'",
    `connect-src ${page.script ? ["'self'", ...page.connect].join(' ') : "'none'"}`,
    page.script ? "worker-src 'self'" : "worker-src 'none'",
    page.script ? "frame-src 'self' blob:" : "frame-src 'none'",
    page.script ? "manifest-src 'self'" : "manifest-src 'none'",
    `form-action ${["'self'", ...(page.form ?? [])].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  if (page.script)
    parts.push("require-trusted-types-for 'script'", 'trusted-types dompurify mail-frame tt-worker');
  return parts.join('; ');
}

/** Headers of every answer. HSTS only behind TLS (RFC 6797 §7.2). */
export function securityHeaders(config: Config): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    'permissions-policy':
      'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
    ...(config.tls ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}
