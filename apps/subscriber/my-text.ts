import { createWords } from '@telink/ui';

/** Words of what a person may do about themselves: in the menu and on «Mer», neither of which the first list waits for. */
export const myWords = createWords({
  sv: {
    security: 'Säkerhet',
    settings: 'Inställningar',
    language: 'Språk',
    theme: 'Utseende',
    themes: { system: 'Som systemet', light: 'Ljust', dark: 'Mörkt' },
    policy: 'Integritetspolicy',
    signOut: 'Logga ut',
    signOutWhy: 'Allt som Telink sparar i webbläsaren rensas.',
  },
  en: {
    security: 'Security',
    settings: 'Settings',
    language: 'Language',
    theme: 'Appearance',
    themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    policy: 'Privacy policy',
    signOut: 'Sign out',
    signOutWhy: 'Everything Telink keeps in this browser is wiped.',
  },
});
