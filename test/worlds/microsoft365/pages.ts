import type { IncomingMessage } from 'node:http';
import type { Account } from './accounts.ts';
import { scopeTexts } from './scopes.ts';
import { escapeHtml } from './text.ts';

export type Language = 'sv' | 'en';

export function languageOf(request: IncomingMessage): Language {
  return /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'sv';
}

const words = {
  sv: {
    pretend: 'Det här är ett låtsas-Microsoft för demonstrationen', nothing: 'Inget lösenord behövs, och inget lämnar den här datorn.',
    choose: 'Välj konto', toApp: 'för att fortsätta till Telink', cancel: 'Avbryt',
    asks: 'ber om lov att', approve: 'Godkänn', refuse: 'Neka', untick: 'Avmarkera det du inte vill ge.', as: 'Inloggad som', offline: 'Behålla åtkomsten tills du tar tillbaka den',
    needsAdmin: 'Kräver administratör', needsAdminText: 'Din organisation låter inte medarbetare godkänna appar själva. En administratör behöver godkänna Telink först.', back: 'Gå tillbaka utan att godkänna',
    admin: 'Godkänn för hela organisationen', adminText: 'Du är administratör. Godkänner du får alla i organisationen använda Telink med de här rättigheterna.',
  },
  en: {
    pretend: 'This is a make-believe Microsoft for the demonstration', nothing: 'No password is needed, and nothing leaves this computer.',
    choose: 'Choose an account', toApp: 'to continue to Telink', cancel: 'Cancel',
    asks: 'asks to', approve: 'Approve', refuse: 'Refuse', untick: "Untick what you don't want to give.", as: 'Signed in as', offline: 'Keep the access until you take it back',
    needsAdmin: 'Needs an administrator', needsAdminText: "Your organisation doesn't let people approve apps themselves. An administrator has to approve Telink first.", back: 'Go back without approving',
    admin: 'Approve for the whole organisation', adminText: 'You are the administrator. If you approve, everyone in the organisation may use Telink with these permissions.',
  },
} as const; // prettier-ignore

const style = `
:root{color-scheme:light dark;--bg:#eef3f3;--card:#fff;--text:#12262b;--muted:#4d6268;--line:#d5dfe1;--main:#0f5a6e;--on:#fff;--note:#fdf3d7;--note-text:#5b4300}
@media(prefers-color-scheme:dark){:root{--bg:#0d1719;--card:#152225;--text:#e8f0f1;--muted:#a3b6ba;--line:#2b3d41;--main:#6cc3d8;--on:#06262f;--note:#3a2f10;--note-text:#f4dfa3}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:440px;background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.note{margin:0;padding:12px 24px;background:var(--note);color:var(--note-text);font-size:14px}.in{padding:24px}
h1{font-size:22px;line-height:1.25;margin:0 0 4px}p{margin:0 0 16px}.muted{color:var(--muted);font-size:14px}
ul{list-style:none;margin:0 0 20px;padding:0}li+li{border-top:1px solid var(--line)}
.account{display:flex;gap:12px;align-items:center;width:100%;padding:12px 8px;border:0;background:none;color:inherit;font:inherit;text-align:left;cursor:pointer;border-radius:8px}
.account:hover{background:color-mix(in srgb,var(--main) 10%,transparent)}.av{flex:none;width:40px;height:40px;border-radius:50%;display:grid;place-items:center;background:color-mix(in srgb,var(--main) 18%,transparent);font-weight:600}
.account b{display:block;font-weight:600}.account span span{color:var(--muted);font-size:14px}
label{display:flex;gap:12px;padding:12px 0;align-items:flex-start;cursor:pointer}input{width:20px;height:20px;margin:2px 0;flex:none;accent-color:var(--main)}label small{display:block;color:var(--muted);font-size:13px}
.acts{display:flex;gap:12px;justify-content:flex-end;flex-wrap:wrap}.btn{min-height:44px;padding:0 20px;border-radius:10px;border:1px solid var(--line);background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
.btn.main{background:var(--main);border-color:var(--main);color:var(--on)}:focus-visible{outline:3px solid var(--main);outline-offset:2px}`;

function frame(language: Language, title: string, inside: string): string {
  const t = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><p class="note" role="note"><b>${t.pretend}.</b> ${t.nothing}</p><div class="in">${inside}</div></main></body></html>`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part))
    .slice(0, 2)
    .map((part) => part.charAt(0))
    .join('');
}

function permissionList(language: Language, scopes: readonly string[], choose: boolean): string {
  const t = words[language];
  const items = scopes.map((scope) => {
    const text = `<span>${escapeHtml(scopeTexts[scope]?.[language] ?? scope)}<small>${escapeHtml(scope)}</small></span>`;
    return choose
      ? `<li><label><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked>${text}</label></li>`
      : `<li><label>${text}</label></li>`;
  });
  return `<ul>${items.join('')}<li><label><span>${t.offline}<small>offline_access</small></span></label></li></ul>`;
}

export function signInPage({
  language,
  accounts,
  hint,
}: {
  readonly language: Language;
  readonly accounts: readonly Account[];
  readonly hint: string;
}): string {
  const t = words[language];
  const ordered = accounts.toSorted((a, b) => Number(b.address === hint) - Number(a.address === hint));
  const list = ordered.map(
    ({ name, address }) =>
      `<li><button class="account" name="account" value="${escapeHtml(address)}"><span class="av" aria-hidden="true">${escapeHtml(initials(name))}</span><span><b>${escapeHtml(name)}</b><span>${escapeHtml(address)}</span></span></button></li>`,
  );
  return frame(
    language,
    t.choose,
    `<h1>${t.choose}</h1><p class="muted">${t.toApp}</p><form method="post"><ul>${list.join('')}</ul><div class="acts"><button class="btn" name="act" value="cancel">${t.cancel}</button></div></form>`,
  );
}

export function consentPage({
  language,
  account,
  scopes,
  app,
}: {
  readonly language: Language;
  readonly account: Account;
  readonly scopes: readonly string[];
  readonly app: string;
}): string {
  const t = words[language];
  return frame(
    language,
    `${app} ${t.asks}`,
    `<h1>${app} ${t.asks}</h1><p class="muted">${t.as} ${escapeHtml(account.address)}. ${t.untick}</p><form method="post">${permissionList(language, scopes, true)}<div class="acts"><button class="btn" name="act" value="refuse">${t.refuse}</button><button class="btn main" name="act" value="approve">${t.approve}</button></div></form>`,
  );
}

export function needsAdminPage({
  language,
  account,
}: {
  readonly language: Language;
  readonly account: Account;
  readonly tenant: string;
}): string {
  const t = words[language];
  return frame(
    language,
    t.needsAdmin,
    `<h1>${t.needsAdmin}</h1><p class="muted">${t.as} ${escapeHtml(account.address)}.</p><p>${t.needsAdminText}</p><form method="post"><div class="acts"><button class="btn main" name="act" value="back">${t.back}</button></div></form>`,
  );
}

export function adminPage({
  language,
  scopes,
}: {
  readonly language: Language;
  readonly scopes: readonly string[];
  readonly app: string;
}): string {
  const t = words[language];
  return frame(
    language,
    t.admin,
    `<h1>${t.admin}</h1><p>${t.adminText}</p><form method="post">${permissionList(language, scopes, false)}<div class="acts"><button class="btn" name="act" value="refuse">${t.refuse}</button><button class="btn main" name="act" value="approve">${t.approve}</button></div></form>`,
  );
}
