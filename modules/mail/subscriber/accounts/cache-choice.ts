/** Whether this browser may keep mail, encrypted. On until somebody says no; the answer outlives sign-out, so it is a cookie and no storage. */
const COOKIE = '__Host-telink-cache';
const DAYS_400 = 400 * 86_400;

export function cacheChosen(): boolean {
  return !document.cookie.split('; ').includes(`${COOKIE}=off`);
}

export function chooseCache(on: boolean): void {
  document.cookie = `${COOKIE}=${on ? '' : 'off'}; Path=/; Secure; SameSite=Strict; Max-Age=${on ? 0 : DAYS_400}`;
}
