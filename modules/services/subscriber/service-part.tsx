import { Chip, Facts, Icon, useFormat, useWords, type ChipProps, type IconName } from '@telink/ui';
import type { ReactNode } from 'react';
import { showNumber, type ServiceView } from '../contract.ts';
import { LimitsForm } from './limits-form.tsx';
import css from './services.module.css';
import { words, type ServiceWords } from './words.ts';

const ICONS: Readonly<Record<ServiceView['kind'], IconName>> = {
  mobile: 'smartphone',
  fixed: 'phone',
  data: 'wifi',
  'sip-trunk': 'phone-incoming',
};
const CHIPS = {
  ordered: 'accent',
  active: 'ok',
  paused: 'warn',
  ended: undefined,
} as const satisfies Record<ServiceView['state'], ChipProps['kind']>;

/** One service: what it is, and beside it what has been chosen for it. */
export function ServicePart({
  service,
  mayChange,
  today,
}: {
  readonly service: ServiceView;
  readonly mayChange: boolean;
  readonly today: string;
}) {
  const said = useWords(words);
  const name = service.label === '' ? said.kinds[service.kind] : service.label;
  return (
    <section className={css['service']} aria-labelledby={`service-${service.id}`}>
      <div className={css['head']}>
        <span className={css['icon']}>
          <Icon name={ICONS[service.kind]} />
        </span>
        <div className={css['name']}>
          <h2 id={`service-${service.id}`}>{name}</h2>
          <p>
            {[service.label === '' ? '' : said.kinds[service.kind], numbersOf(service, said)]
              .filter((each) => each !== '')
              .join(' · ')}
          </p>
        </div>
        <Chip kind={CHIPS[service.state]}>{said.state[service.state]}</Chip>
      </div>
      <div className={css['columns']}>
        <FactsOf service={service} today={today} />
        {service.state === 'ended' ? null : mayChange ? (
          <LimitsForm given={service} name={name} />
        ) : (
          <LimitsRead service={service} />
        )}
      </div>
    </section>
  );
}

function numbersOf({ numbers, state }: ServiceView, said: ServiceWords): string {
  if (numbers.length === 0) return state === 'ended' ? '' : said.noNumber;
  return numbers.map(showNumber).join(', ');
}

function FactsOf({ service, today }: { readonly service: ServiceView; readonly today: string }) {
  const said = useWords(words);
  const format = useFormat();
  const date = (day: string): string => format.date(Date.parse(`${day}T12:00:00Z`));
  const bound = service.bindingUntil !== null && service.bindingUntil > today;
  const next = service.nextPlan;
  const items: (readonly [ReactNode, ReactNode])[] = [
    [
      said.plan,
      next === null ? (
        service.plan
      ) : (
        <>
          {service.plan}
          <br />
          {said.nextPlan(next.plan, format.date(Date.parse(next.from)))}
        </>
      ),
    ],
    [
      said.usedBy,
      service.usedBy === null ? said.nobody : service.mine ? said.you(service.usedBy) : service.usedBy,
    ],
    [service.startsOn > today ? said.startsLater : said.starts, date(service.startsOn)],
    [said.binding, bound ? said.boundUntil(date(service.bindingUntil ?? today)) : said.free],
    ...(service.endsOn === null ? [] : [[said.ends, date(service.endsOn)] as const]),
    ...(service.pool === null ? [] : [[said.pool, service.pool] as const]),
  ];
  return <Facts items={items} />;
}

/** For who uses it and does not pay: what holds, without anything to press. */
function LimitsRead({ service }: { readonly service: ServiceView }) {
  const said = useWords(words);
  const format = useFormat();
  const cap = (ore: number | null): string => (ore === null ? said.noCap : format.kronor(BigInt(ore)));
  const yes = (on: boolean): string => (on ? said.on : said.off);
  return (
    <Facts
      items={[
        [said.spendCap, cap(service.spendCapOre)],
        [said.roamingCap, cap(service.roamingCapOre)],
        [said.barPremium, yes(service.barPremium)],
        [said.barInternational, yes(service.barInternational)],
        [said.barRoaming, yes(service.barRoaming)],
        [said.itemised, yes(service.itemised)],
      ]}
    />
  );
}
