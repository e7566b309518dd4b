import type { Language } from '#platform/problem';
import type { AdminOutcome } from './admin.ts';

const TEXTS = {
  sv: {
    granted: [
      'Telink är godkänt för din organisation.',
      'Den som gav dig länken kan nu ansluta sitt konto. Du kan stänga den här sidan.',
    ],
    refused: [
      'Telink är inte godkänt.',
      'Inget har ändrats i din organisation. Den som gav dig länken får veta att svaret blev nej. Du kan stänga den här sidan.',
    ],
    unknown: [
      'Länken gäller inte längre.',
      'Be den som gav dig länken om en ny. Det du eventuellt godkände hos Microsoft gäller ändå.',
    ],
    why: 'Telink läser och skickar mejl åt den som ansluter sitt konto, direkt mellan webbläsaren och Microsoft 365. Vi lagrar inte mejlen på våra servrar.',
  },
  en: {
    granted: [
      'Telink is approved for your organisation.',
      'Whoever gave you the link can now connect their account. You can close this page.',
    ],
    refused: [
      'Telink is not approved.',
      'Nothing has changed in your organisation. Whoever gave you the link is told that the answer was no. You can close this page.',
    ],
    unknown: [
      'The link no longer works.',
      'Ask whoever gave it to you for a new one. Anything you approved at Microsoft stands all the same.',
    ],
    why: 'Telink reads and sends mail for whoever connects their account, straight between the browser and Microsoft 365. We don’t store the mail on our servers.',
  },
} as const;

export const STYLE_PATH = '/connections/admin.css';
export const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;box-sizing:border-box;background:light-dark(#f1f4f4,#0f1719);color:light-dark(#16262b,#e6eef0);font:16px/1.5 system-ui,sans-serif}main{max-width:520px;background:light-dark(#fff,#172225);border:1px solid light-dark(#d7dfe1,#2c3b3f);border-radius:12px;padding:32px}h1{font-size:22px;line-height:1.25;margin:0 0 8px}p{margin:0 0 16px}p:last-child{margin:24px 0 0;padding:16px;border-radius:8px;background:light-dark(#f6f0e4,#2b261b);font-size:14px}`;

/** The page an administrator lands on. No script, no session, nothing of whom it concerns. */
export function adminPage(outcome: AdminOutcome, language: Language): string {
  const text = TEXTS[language];
  const [title, rest] = text[outcome];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="${STYLE_PATH}"></head><body><main><h1>${title}</h1><p>${rest}</p><p>${text.why}</p></main></body></html>`;
}
