/** What separates ids from title in a proof's name: `mail.4 mail.5 · nothing of mail is stored`. */
export const PROOF_MARK = ' · ';
