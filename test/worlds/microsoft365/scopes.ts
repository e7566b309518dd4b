/** The delegated permissions the stand-in knows, with what the consent page says of them. */
export const scopeTexts: Readonly<Record<string, { readonly sv: string; readonly en: string }>> = {
  'User.Read': { sv: 'Se din profil', en: 'See your profile' },
  'Mail.ReadBasic': {
    sv: 'Se vem som skrev och när, inte innehållet',
    en: 'See who wrote and when, not the content',
  },
  'Mail.Read': { sv: 'Läsa dina mejl', en: 'Read your mail' },
  'Mail.ReadWrite': {
    sv: 'Läsa, ändra, flytta och ta bort dina mejl',
    en: 'Read, change, move and delete your mail',
  },
  'Mail.Send': { sv: 'Skicka mejl som du', en: 'Send mail as you' },
  'MailboxSettings.Read': { sv: 'Se inställningarna för din brevlåda', en: 'See your mailbox settings' },
  'MailboxSettings.ReadWrite': {
    sv: 'Se och ändra inställningarna för din brevlåda',
    en: 'See and change your mailbox settings',
  },
  'People.Read': { sv: 'Se vilka du brukar skriva till', en: 'See who you usually write to' },
  'Calendars.Read': { sv: 'Se din kalender', en: 'See your calendar' },
  'Calendars.ReadWrite': { sv: 'Se och ändra din kalender', en: 'See and change your calendar' },
  'Contacts.Read': { sv: 'Se dina kontakter', en: 'See your contacts' },
  'Contacts.ReadWrite': { sv: 'Se och ändra dina kontakter', en: 'See and change your contacts' },
};

export const identityScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);
export const knownScopes: ReadonlySet<string> = new Set([...identityScopes, ...Object.keys(scopeTexts)]);

/** `https://graph.microsoft.com/Mail.Read` and `Mail.Read` are the same scope. */
export function shortScopes(text: string): string[] {
  const known = [...knownScopes];
  return [
    ...new Set(
      text
        .split(/\s+/)
        .filter((part) => part !== '')
        .map((part) => {
          const short = part.replace(/^https:\/\/graph\.microsoft\.com\//i, '');
          return known.find((scope) => scope.toLowerCase() === short.toLowerCase()) ?? short;
        }),
    ),
  ];
}
