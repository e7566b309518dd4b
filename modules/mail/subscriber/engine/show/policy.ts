/** The one Trusted Types policy of mail: the sanitiser's own work, and a frame's document made from its result. */
type MailPolicy = TrustedTypePolicy;

let policy: MailPolicy | null | undefined;

const never = (): string => {
  throw new TypeError('Mail makes no scripts');
};

/** Null where the browser has no Trusted Types. */
export function trustedPolicy(): MailPolicy | null {
  if (policy !== undefined) return policy;
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  policy = factory
    ? (factory.createPolicy('mail-frame', {
        createHTML: (html: string) => html,
        createScriptURL: never,
        createScript: never,
      }) as unknown as MailPolicy)
    : null;
  return policy;
}

/** For an iframe's srcdoc. Only ever given `ShownBody.document`. */
export function frameHtml(document: string): TrustedHTML | string {
  return trustedPolicy()?.createHTML(document) ?? document;
}

/** Parses into a document that loads and runs nothing (DOMParser documents have no browsing context). */
export function inertDocument(html: string): Document {
  return new DOMParser().parseFromString(frameHtml(html) as string, 'text/html');
}
