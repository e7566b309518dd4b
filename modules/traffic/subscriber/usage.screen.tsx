import {
  Banner,
  ErrorNote,
  LinkButton,
  Page,
  PageHead,
  Segments,
  Select,
  Skeleton,
  useFormat,
  useWords,
} from '@telink/ui';
import { useEffect, useState } from 'react';
import type { UsageMonths, UsageSum } from '../contract.ts';
import { Calls } from './calls.tsx';
import { Costs } from './costs.tsx';
import { DayChart } from './day-chart.tsx';
import { Figures, nearestCap } from './figures.tsx';
import { capital, monthName, serviceName } from './say.ts';
import { useAsked } from './use-usage.ts';
import css from './usage.module.css';
import { words } from './words.ts';

/** Months that stand side by side; the older ones are in a list of their own. */
const TABS = 3;

/** «Samtal»: what it has come to, what is left, and each call with why it costs what it does. */
export default function UsageScreen() {
  const said = useWords(words);
  const format = useFormat();
  const months = useAsked<UsageMonths>('/api/usage/months');
  const [chosen, setChosen] = useState('');
  const [service, setService] = useState('');
  const month = chosen === '' ? (months.value?.months[0] ?? '') : chosen;
  const sum = useAsked<UsageSum>(
    month === '' ? '' : `/api/usage?month=${month}${service === '' ? '' : `&service=${service}`}`,
  );
  // Of all services, for the list to choose from.
  const all = useAsked<UsageSum>(month === '' || service === '' ? '' : `/api/usage?month=${month}`);
  useEffect(() => {
    document.title = `${said.tab} · Telink`;
  }, [said.tab]);
  const failed = months.failed || sum.failed;
  const today = months.value?.today ?? '';
  const older = months.value?.months.slice(TABS) ?? [];
  const value = sum.value;
  return (
    <Page>
      <PageHead title={said.title} focus>
        {months.value === undefined ? null : (
          <>
            <Segments
              label={said.months}
              value={month}
              onChange={setChosen}
              options={months.value.months
                .slice(0, TABS)
                .map((one) => ({ value: one, label: capital(monthName(one, today, format)) }))}
            />
            {older.length === 0 ? null : (
              <Select
                label={said.earlier}
                value={older.includes(month) ? month : ''}
                onChange={(one) => one === '' || setChosen(one)}
                options={[
                  { value: '', label: said.earlier },
                  ...older.map((one) => ({ value: one, label: capital(monthName(one, today, format)) })),
                ]}
              />
            )}
          </>
        )}
      </PageHead>
      {failed ? (
        <ErrorNote title={said.failed.fact} onRetry={months.failed ? months.again : sum.again}>
          {said.failed.rest}
        </ErrorNote>
      ) : value === undefined ? (
        <Skeleton rows={3} kind="block" label={said.loading} />
      ) : (
        <div className={css['usage']} aria-busy={sum.waiting}>
          <CapNote sum={value} />
          <Figures sum={value} />
          <div className={css['parts']}>
            <DayChart sum={value} />
            <Costs sum={value} />
            <Calls
              month={month}
              today={today}
              services={service === '' ? value.services : (all.value ?? value).services}
              service={service}
              onService={setService}
            />
          </div>
        </div>
      )}
    </Page>
  );
}

/** Told at 80 per cent and at the cap itself, while the month lasts. */
function CapNote({ sum }: { readonly sum: UsageSum }) {
  const said = useWords(words);
  const format = useFormat();
  const cap = nearestCap(sum);
  if (cap === undefined || cap.state === 'below' || !sum.today.startsWith(sum.month)) return null;
  const of = sum.services.find(({ service }) => service === cap.service);
  const name =
    sum.services.length > 1 && of !== undefined
      ? said.capFor(said.theCap[cap.on], serviceName(of))
      : said.theCap[cap.on];
  return (
    <Banner
      kind={cap.state === 'reached' ? 'danger' : 'warn'}
      role="status"
      fact={
        cap.state === 'reached'
          ? said.reached.fact(name)
          : said.warned.fact(format.percent(cap.percent / 100), name)
      }
      acts={
        <LinkButton href="/tjanster" size="small">
          {said.toServices}
        </LinkButton>
      }
      className={css['banner']}
    >
      {cap.state === 'reached' ? said.reached.rest : said.warned.rest}
    </Banner>
  );
}
