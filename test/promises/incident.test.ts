import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import type { AffectedList, IncidentView } from '#contract/privacy';
import { addAccount, signIn, type Answer, type Login } from '../run/api.ts';
import { withoutBrowser } from '../run/browser.ts';
import { startLetterBox, type LetterBox } from '../run/letter-box.ts';
import { looksRight } from '../run/looks-right.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
import { HOSTS, ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

const HOUR = 3_600_000;
let product: RunningProduct;
let box: LetterBox;
let [anna, bo, cilla, dag]: Login[] = [];
let kim: OfficeLogin;
let lo: OfficeLogin;
let officer: OfficeLogin;
/** Moments around what happened. */
let began: string;
let ended: string;

const now = (): string => new Date().toISOString();
const look = async (who: OfficeLogin, at: Login): Promise<void> => {
  const opened = await office(product, who.cookie, `/api/office/customers/${at.customer}/case`, {
    reason: 'customer-asks',
    note: 'Ringer om sin tjänst',
  });
  const page = await office(product, who.cookie, `/api/office/customers/${at.customer}`);
  if (opened.status !== 200 || page.status !== 200) throw new Error(`${opened.text} ${page.text}`);
};

beforeAll(async () => {
  box = await startLetterBox();
  product = await startRunningProduct({ cloud: { seed: 'empty' }, env: { TELINK_SMTP_URL: box.url } });
  const add = (name: string): Promise<Login> =>
    addAccount(product, `${name} Prov`, `${name.toLowerCase()}@example.org`);
  [anna, bo, cilla, dag] = [await add('Anna'), await add('Bo'), await add('Cilla'), await add('Dag')];
  [kim, lo, officer] = [
    await enrol(product, 'Kim Berg', 'support'),
    await enrol(product, 'Lo Ek', 'support'),
    await enrol(product, 'Pia Ombud', 'privacy'),
  ];
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  for (const who of [kim, lo, officer]) await sign(product, who);
  // Before, within and after the window; and through another's session.
  await look(kim, dag);
  began = now();
  await look(kim, anna);
  await look(kim, bo);
  await look(lo, cilla);
  ended = now();
  await look(kim, cilla);
});
afterAll(async () => {
  await product?.stop();
  await box?.stop();
});

const at = (path: string, body?: object, who: OfficeLogin = officer): Promise<Answer> =>
  office(product, who.cookie, `/api/office/incidents${path}`, body);
const open = async (given: object): Promise<string> => {
  const answer = await at('', {
    kind: 'disclosed',
    authorities: ['pts', 'imy'],
    peopleAtRisk: true,
    awareAt: ended,
    beganAt: began,
    endedAt: ended,
    places: ['kunddata'],
    description: 'En anställds session användes av någon annan.',
    ...given,
  });
  expect(answer.status, answer.text).toBe(200);
  return String(answer.body?.['id']);
};
const view = async (id: string): Promise<IncidentView> =>
  (await at(`/${id}`)).body as unknown as IncidentView;
const people = async (id: string): Promise<string[]> =>
  ((await at(`/${id}/affected`)).body as unknown as AffectedList).affected
    .map(({ person }) => person)
    .toSorted();
const ids = (...of: (Login | undefined)[]): string[] => of.map((one) => one!.person).toSorted();

promise(
  'law.4',
  'whom an incident concerned is exactly the seeded victims: those whose data one session read in the window, not the day before, not another’s',
  async () => {
    const id = await open({ throughStaff: kim.id });
    expect(await people(id)).toEqual(ids(anna, bo));
    const others = await open({ throughStaff: lo.id });
    expect(await people(others)).toEqual(ids(cilla));
    // Of tables that the session did not read, nobody.
    expect(await people(await open({ throughStaff: kim.id, places: ['session.session'] }))).toEqual([]);
  },
);

promise(
  'law.4',
  'when a table was exposed, it is everybody with a row in it by then, from the data map, and what was found stays',
  async () => {
    const cookie = await signIn(product, anna!);
    const until = now();
    await signIn(product, bo!);
    const id = await open({ places: ['session.session'], endedAt: until, awareAt: until });
    expect(await people(id)).toEqual(ids(anna));
    expect(await people(await open({ places: ['session.account'], endedAt: until, awareAt: until }))).toEqual(
      ids(anna, bo, cilla, dag),
    );
    expect(cookie).not.toBe('');
  },
);

promise(
  'law.4',
  'the clocks run by the hour from when the operator knew; the texts are ready to download, and nothing is closed before everybody has an answer',
  async () => {
    const aware = Date.parse(ended);
    const id = await open({ throughStaff: kim.id });
    const due = Object.fromEntries((await view(id)).clocks.map((one) => [one.clock, one.due]));
    expect(Date.parse(String(due['pts-first'])) - aware).toBe(24 * HOUR);
    expect(Date.parse(String(due['imy'])) - aware).toBe(72 * HOUR);
    expect(due['people']).toBeNull();
    for (const [text, says] of [
      ['pts-first', 'artikel 2.2'],
      ['pts-supplement', 'Antal berörda: 2'],
      ['imy', 'd) Åtgärder'],
      ['people', 'Något har hänt'],
    ] as const) {
      const sv = await at(`/${id}/texts/${text}?language=sv`);
      expect(sv.headers['content-disposition']).toContain('attachment');
      expect(sv.text).toContain(says);
      expect(sv.text).toContain('En anställds session användes av någon annan.');
      expect(sv.text).toContain('Select Telecom AB');
      const en = await at(`/${id}/texts/${text}?language=en`);
      expect(en.text).not.toBe(sv.text);
      expect(`${sv.text}${en.text}`).not.toMatch(/undefined|null|NaN/);
    }
    expect((await at(`/${id}/close`, { conclusion: 'Klart.' })).body).toEqual({
      ok: false,
      unanswered: ['pts-first', 'pts-supplement', 'imy', 'people'],
    });
    for (const clock of ['pts-first', 'pts-supplement', 'imy'])
      expect((await at(`/${id}/answered`, { clock, how: 'told', note: 'Dnr 1' })).status).toBe(204);
    expect((await at(`/${id}/answered`, { clock: 'imy', how: 'not-needed', note: '-' })).status).toBe(409);
    await at(`/${id}/answered`, { clock: 'people', how: 'not-needed', note: 'Prov.' });
    expect((await at(`/${id}/close`, { conclusion: 'Sessionen är avslutad.' })).body).toEqual({ ok: true });
    const closed = await view(id);
    expect(closed.state).toBe('closed');
    expect(closed.clocks.map(({ state }) => state)).toEqual(['in-time', 'in-time', 'in-time', 'not-needed']);
  },
);

promise(
  'law.4',
  'a letter goes to each of those concerned and to nobody else, once, in their name, and the sending is proven',
  async () => {
    const before = box.letters.length;
    const id = await open({ throughStaff: kim.id });
    expect((await at(`/${id}/letters`, {})).body).toEqual({ queued: 2 });
    expect((await at(`/${id}/letters`, {})).body).toEqual({ queued: 0 });
    await expect.poll(async () => (await view(id)).letters.sent, { timeout: 20_000 }).toBe(2);
    const sent = box.letters.slice(before);
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['anna@example.org', 'bo@example.org']);
    const letter = await PostalMime.parse(sent.find(({ to }) => to.startsWith('anna'))?.raw ?? '');
    expect(letter.subject).toBe('Något har hänt med uppgifter om dig');
    expect(letter.text).toContain('Hej Anna Prov,');
    expect(letter.text).not.toContain('Bo Prov');
  },
);

promise(
  'law.4',
  'the list of incidents is the privacy officer’s alone, is in the audit chain, and is there on the command line',
  async () => {
    for (const path of ['', '/x', '/x/affected', '/x/texts/imy?language=sv'])
      expect((await at(path, undefined, kim)).status, path).toBe(403);
    expect((await at('', { kind: 'lost' }, kim)).status).toBe(403);
    const opened = await product.telink(
      'incident',
      'open',
      'En säkerhetskopia låg öppen',
      '--kind',
      'disclosed',
      '--to',
      'imy',
      '--aware',
      '2026-10-24T12:00:00+02:00',
      '--from',
      '2026-10-01T00:00:00+02:00',
      '--until',
      now(),
      '--places',
      'session.account',
      '--json',
    );
    const { id, affected } = JSON.parse(opened.out) as { id: string; affected: number };
    expect(affected).toBe(4);
    const listed = await product.telink('incident', 'list', '--json');
    // Summer time ended in between: 72 hours later is an hour earlier on the wall.
    expect(listed.out).toContain('"due":"2026-10-27 11:00 +01:00"');
    expect(listed.code).toBe(1);
    expect((await product.telink('incident', 'affected', id)).out).toContain('4 concerned.');
    const closed = await product.telink('incident', 'close', id, 'Stängd åtkomst.');
    expect([closed.code, closed.out]).toEqual([1, 'Not closed: no answer yet to imy.\n']);
    expect((await at(`/${id}/answered`, { clock: 'imy', how: 'told', note: 'Sent.' })).status).toBe(204);
    expect((await view(id)).clocks[0]?.state).toBe('late');
    expect((await product.telink('incident', 'close', id, 'Stängd åtkomst.')).code).toBe(0);
    expect(JSON.parse((await product.telink('audit', 'verify', '--json')).out)).toMatchObject({ ok: true });
  },
);

promise(
  'law.4',
  'in a real browser the officer puts an incident on the list, sees the hours that are left and whom it concerned, fetches a text, answers the clocks and closes it',
  async () => {
    const { context } = await product.browse();
    const [name = '', value = ''] = officer.cookie.split('=');
    await context.addCookies([
      { name, value, domain: HOSTS.office, path: '/', secure: true, httpOnly: true },
    ]);
    const page = await context.newPage();
    await page.goto(`${ORIGINS.office}/rattigheter/incidenter`);
    await page.getByRole('button', { name: 'För upp en incident' }).click();
    await looksRight(page, 'open');
    await page.getByRole('button', { name: 'För upp och räkna de berörda' }).click();
    await page.getByText('Fyll i tider').waitFor();
    const local = (ms: number): string =>
      new Intl.DateTimeFormat('sv-SE', {
        timeZone: 'Europe/Stockholm',
        dateStyle: 'short',
        timeStyle: 'short',
      })
        .format(ms)
        .replace(' ', 'T');
    await page.getByLabel('När fick ni vetskap?').fill(local(Date.now() - 3 * HOUR));
    await page.getByLabel('När började det?').fill(local(Date.now() - 30 * HOUR));
    await page.getByLabel('När slutade det?').fill(local(Date.now() + 2 * 60_000));
    await page.getByLabel('Genom vems session?').selectOption({ label: 'Lo Ek' });
    await page.getByLabel('Vad hände?').fill('Sessionen lånades ut.');
    await page.getByRole('button', { name: 'För upp och räkna de berörda' }).click();
    await page.getByText('20 timmar kvar').first().waitFor();
    await looksRight(page, 'list');
    await page.getByRole('link', { name: 'Någon har sett det den inte får' }).first().click();
    await page.getByText('1 person, ur granskningsloggen').waitFor();
    await page.getByRole('button', { name: 'Visa deras id' }).click();
    await page.getByText(cilla!.person).waitFor();
    await looksRight(page, 'incident');
    const fetched = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Anmälan till IMY, på svenska' }).click();
    expect((await fetched).suggestedFilename()).toBe('incident-imy-sv.txt');
    await page.getByLabel('Vad blev det av den').fill('Sessionen är stängd.');
    await page.getByRole('button', { name: 'Stäng incidenten' }).click();
    await page.getByText('Alla klockor måste först ha ett svar.').waitFor();
    for (let left = 4; left > 0; left -= 1) {
      await page.getByLabel('Diarienummer eller skäl').first().fill('Dnr 26-1');
      await page.getByRole('button', { name: 'Har anmälts' }).first().click();
      await expect.poll(() => page.getByRole('button', { name: 'Har anmälts' }).count()).toBe(left - 1);
    }
    await page.getByRole('button', { name: 'Stäng incidenten' }).click();
    await page.getByText('stängd', { exact: true }).waitFor();
    await looksRight(page, 'closed');
  },
  { skip: withoutBrowser },
);
