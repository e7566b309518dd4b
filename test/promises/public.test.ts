import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Compile } from 'typebox/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promise } from '#policy/promise';
import { loadPolicies } from '#policy/load';
import { purposeFaults } from '#policy/agree';
import { describeMaps, PURPOSES } from '#platform/data-map';
import { DPV_TERMS } from '#modules/site';
import { dataMaps } from '../../apps/server/data-map.ts';
import { addAccount, call, type Answer } from '../run/api.ts';
import { root } from '../run/checks.ts';
import { enrol, publish, sign } from '../run/office.ts';
import { axeFaults } from '../run/axe.ts';
import { withoutBrowser } from '../run/browser.ts';
import { ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

const TILT = new URL('../../../shared/corpora/gdpr/tilt-schema/', import.meta.url);
const withoutCorpus = existsSync(TILT) ? false : 'the corpora are not here';

let product: RunningProduct;
beforeAll(async () => {
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
});
afterAll(() => product?.stop());

const get = (path: string): Promise<Answer> => call(product, path, { app: 'shop' });
/** What a reader sees when nothing but the document arrives. */
const words = (document: string): string =>
  document
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/gu, ' ');

promise(
  'scope.1',
  'the public page tells of every stored fact why, on what ground, from where, to whom and until when, in the document itself',
  async () => {
    const personal = describeMaps(dataMaps).filter((row) => row.personal);
    for (const path of ['/vad-vi-lagrar', '/en/what-we-keep']) {
      const page = (await get(path)).text;
      expect(page).not.toContain('<script');
      const rows = page
        .split('<tr>')
        .slice(1)
        .filter((row) => row.includes('<td>'));
      expect(rows).toHaveLength(personal.length);
      for (const row of rows) {
        const cells = row
          .split(/<t[hd](?: [^>]*)?>/u)
          .slice(1)
          .map(words);
        expect(cells).toHaveLength(5);
        expect(
          cells.filter((cell) => cell.trim() === ''),
          row,
        ).toEqual([]);
      }
    }
    const page = words((await get('/vad-vi-lagrar')).text);
    const near = (place: string): string => page.slice(page.indexOf(place), page.indexOf(place) + 160);
    expect(near('customers.person.email ')).toContain('krypterad med din egen nyckel');
    // The books lie under one key a year, and it would be wrong to say otherwise.
    expect(near('billing.invoice.document ')).toContain('krypterad med årets bokföringsnyckel');
    expect(near('connections.refresh_token.token ')).toContain('Microsoft');
  },
);

test('the figures are counted at each reading: nobody with access, then one of two, and requests are said not to be measured while they are not', async () => {
  const share = async (): Promise<string> =>
    /Anställda som kan öppna kunders uppgifter (.*?) Lagras/u.exec(
      words((await get('/vad-vi-lagrar')).text),
    )?.[1] ?? '';
  expect(await share()).toBe('0 av 0 (0 %)');
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  const kim = await enrol(product, 'Kim Berg', 'support');
  await enrol(product, 'Pia Ombud', 'privacy');
  // Not signed: not let in.
  expect(await share()).toBe('0 av 2 (0 %)');
  await sign(product, kim);
  expect(await share()).toBe('1 av 2 (50 %)');
  expect(words((await get('/en/what-we-keep')).text)).toContain('The proofs last ran not run for this build');
  writeFileSync(
    join(product.dataDir, 'proofs.json'),
    JSON.stringify({ build: 'another', ranAt: '2026-11-27T03:12:00Z', results: [] }),
  );
  expect(words((await get('/en/what-we-keep')).text)).toContain('27 November 2026 04:12, for another build');
  rmSync(join(product.dataDir, 'proofs.json'));
});

test.skipIf(withoutBrowser !== false)(
  'the pages of what is kept and of the impact assessment pass axe at 390 and 1280 in light and dark, and are no wider than the window',
  async () => {
    const { context } = await product.browse();
    const page = await context.newPage();
    for (const path of ['/vad-vi-lagrar', '/konsekvensbedomning', '/en/what-we-keep'])
      for (const width of [1280, 390])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 844 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto(ORIGINS.shop + path);
          expect(await axeFaults(page), `${path} ${width} ${colorScheme}`).toEqual([]);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(wide, `${path} ${width}`).toBeLessThanOrEqual(0);
        }
  },
  120_000,
);

promise(
  'law.3',
  'the register is downloadable as a table that any spreadsheet reads, with each purpose in use on its own row and its own legal bases',
  async () => {
    const answer = await get('/.well-known/telink/register.csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows = answer.text.split('\r\n');
    expect(rows[0]).toContain('"Select Telecom AB"');
    const used = new Set(describeMaps(dataMaps).flatMap((row) => row.purposes));
    for (const purpose of used) expect(rows.filter((row) => row.startsWith(`"${purpose}",`))).toHaveLength(1);
    expect(rows.find((row) => row.startsWith('"bookkeeping"'))).toContain('"legal_obligation"');
    // Art. 30.1 (e), as the page of what is kept says it too.
    expect(rows).toContain('"transfer outside the EEA","Microsoft","US","adequacy"');
    expect((await get('/vad-vi-lagrar')).text).toContain('Microsoft, USA: beslut om adekvat skyddsnivå');
    expect(rows.find((row) => row.startsWith('"deliver_contract"'))).toContain('"contract"');
  },
);

promise(
  'scope.1',
  'the same is published as TILT, valid against its schema, every category with purposes, bases and terms; a document with a hole is not valid',
  async () => {
    const read = (name: string): unknown =>
      JSON.parse(readFileSync(new URL(name, TILT), 'utf8'), (key, value: unknown) =>
        // The schema escapes a colon, which a Unicode pattern does not allow and does not need.
        key === 'pattern' && typeof value === 'string' ? value.replaceAll('\\:', ':') : value,
      ) as unknown;
    const validator = Compile(read('tilt-schema.json') as object);
    expect(validator.Check(read('tilt.json'))).toBe(true);
    expect(validator.Check(read('tilt-NOT-valid.json'))).toBe(false);
    for (const [file, language] of [
      ['tilt.json', 'sv'],
      ['tilt.en.json', 'en'],
    ]) {
      const document = (await get(`/.well-known/telink/${file}`)).body ?? {};
      expect(validator.Errors(document)[1]).toEqual([]);
      expect(document['thirdCountryTransfers']).toMatchObject([
        {
          country: 'US',
          adequacyDecision: { available: true, description: expect.stringMatching(/^Microsoft: .*45/u) },
          standardDataProtectionClause: { available: false },
        },
      ]);
      expect(document['meta']).toMatchObject({ language, name: 'Select Telecom AB' });
      const disclosed = document['dataDisclosed'] as {
        _id: string;
        purposes: unknown[];
        legalBases: unknown[];
      }[];
      const kept = new Set(describeMaps(dataMaps).flatMap((row) => (row.personal ? [row.category] : [])));
      expect(disclosed.map(({ _id }) => _id).toSorted()).toEqual([...kept].toSorted());
      expect(
        validator.Check({ ...document, dataDisclosed: [{ ...disclosed[0], legalBases: undefined }] }),
      ).toBe(false);
    }
  },
  { skip: withoutCorpus },
);

promise(
  'law.3',
  'the register is published as linked data too, in terms that the Data Privacy Vocabulary has and no others',
  async () => {
    const answer = await get('/.well-known/telink/dpv.jsonld');
    expect(answer.headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const used = [...answer.text.matchAll(/"dpv:(\w+)"/gu)].map(([, term]) => term ?? '');
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((term) => !(DPV_TERMS as readonly string[]).includes(term))).toEqual([]);
    const bases = [...answer.text.matchAll(/"eu-gdpr:([^"]+)"/gu)].map(([, term]) => term ?? '');
    expect(bases.filter((term) => !/^A6-1-[a-f]$/u.test(term))).toEqual([]);
    const graph = answer.body?.['@graph'] as { '@type': string; 'rdfs:label'?: string }[];
    const purposes = new Set(describeMaps(dataMaps).flatMap((row) => row.purposes));
    expect(
      graph
        .filter((node) => node['@type'] === 'dpv:PersonalDataProcess')
        .map((node) => node['rdfs:label'] ?? '')
        .toSorted(),
    ).toEqual([...purposes].toSorted());
  },
);

promise(
  'law.9',
  'an impact assessment of traffic data at scale exists, is dated today and lists the purposes in use, on the page and on the command line',
  async () => {
    const purposes = [...new Set(describeMaps(dataMaps).flatMap((row) => row.purposes))];
    const { code, out } = await product.telink('privacy', 'dpia', '--json');
    expect(code).toBe(0);
    const made = JSON.parse(out) as { date: string; sections: { heading: string; lines: string[] }[] };
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
    expect(made.date).toBe(today);
    expect(made.sections[0]?.lines).toHaveLength(purposes.length);
    const traffic = describeMaps(dataMaps).filter((row) => row.category === 'trafikdata');
    expect(made.sections[1]?.lines[0]).toContain(`${traffic.length} facts are traffic data`);
    const page = words((await get('/konsekvensbedomning')).text);
    expect(page).toContain('Trafikdata i stor skala');
    expect(page).toContain(`${traffic.length} uppgifter är trafikdata`);
    expect(page).toContain('fakturera: ');
    // What only people can say is asked, not answered.
    expect(page).toContain('Att besluta.');
    expect((await get('/en/impact-assessment')).text).toContain('Impact assessment');
  },
);

promise(
  'complaint.2',
  'the policy names Integritetsskyddsmyndigheten, with its older name beside it, and Post- och telestyrelsen for traffic data and cookies; so does TILT',
  async () => {
    for (const [path, imy] of [
      ['/integritetspolicy', 'Integritetsskyddsmyndigheten (IMY, tidigare Datainspektionen)'],
      ['/en/privacy-policy', 'formerly Datainspektionen'],
    ] as const) {
      const { text } = await get(path);
      expect(words(text)).toContain(imy);
      expect(words(text)).toContain('Post- och telestyrelsen');
      expect(text).toContain('href="https://www.imy.se"');
      expect(text).toContain('href="https://www.pts.se"');
    }
    const tilt = (await get('/.well-known/telink/tilt.json')).body as {
      rightToComplain: { supervisoryAuthority: { name: string } };
    };
    expect(tilt.rightToComplain.supervisoryAuthority.name).toContain('Integritetsskyddsmyndigheten');
  },
);

promise(
  'purpose.2',
  'the purposes published are the policy’s sentences in both languages; one that the policy lacks is seen, does not compile, and is refused at run time',
  async () => {
    const policies = loadPolicies();
    for (const policy of [policies.sv, policies.en]) {
      expect(purposeFaults(policy, PURPOSES)).toEqual([]);
      expect(purposeFaults(policy, [...PURPOSES, 'resale'])).not.toEqual([]);
    }
    const published = (await get('/.well-known/telink/data-map.json')).body as unknown as {
      purposes: string[];
    }[];
    const used = new Set(published.flatMap(({ purposes }) => purposes));
    expect([...used].filter((purpose) => !(PURPOSES as readonly string[]).includes(purpose))).toEqual([]);
    expect(compiles('support')).toBe('');
    expect(compiles('resale')).toContain(`'"resale"' is not assignable to parameter of type`);
    const { withHouse } = await import('../../apps/server/reach.ts');
    const { readConfig } = await import('#platform/config');
    const { read } = await import('#platform/db');
    const { person } = await import('#data-map/customers');
    const anna = await addAccount(product, 'Anna Prov', 'anna@example.org');
    await withHouse(readConfig({ TELINK_DATA: product.dataDir }), async (house) => {
      const look = (purpose: string): Promise<unknown> =>
        read(house.ctx('proof'), purpose as 'support', person, ['name'], {
          where: { person_id: anna.person },
        });
      expect(await look('support')).toEqual([{ name: 'Anna Prov' }]);
      await expect(look('resale')).rejects.toThrow('may not be read for resale');
      return 0;
    });
  },
);

/** What the compiler says of a read for this purpose, under the product's own flags. */
function compiles(purpose: string): string {
  const probe = join(root, 'platform/db', `probe-${process.pid}.ts`);
  const project = join(root, '.cache', `probe-${process.pid}.json`);
  writeFileSync(
    probe,
    `import type { Ctx } from './index.ts';
import { read } from './index.ts';
import { person } from '#data-map/customers';
export const look = async (ctx: Ctx): Promise<unknown> => read(ctx, '${purpose}', person, ['name']);
`,
  );
  writeFileSync(
    project,
    JSON.stringify({
      extends: '../tsconfig.base.json',
      compilerOptions: {
        noEmit: true,
        composite: false,
        incremental: false,
        emitDeclarationOnly: false,
        types: ['node'],
        lib: ['ESNext', 'DOM'],
        typeRoots: ['../node_modules/@types'],
      },
      files: [probe],
    }),
  );
  try {
    return spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], {
      cwd: root,
      encoding: 'utf8',
    }).stdout;
  } finally {
    rmSync(probe);
    rmSync(project);
  }
}
