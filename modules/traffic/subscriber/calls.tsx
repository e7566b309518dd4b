import {
  Button,
  Chip,
  cx,
  Empty,
  ErrorNote,
  Icon,
  SearchField,
  Skeleton,
  Table,
  useFormat,
  useWords,
} from '@telink/ui';
import { MenuButton, type MenuItems } from '@telink/ui/menu';
import { useRef, useState } from 'react';
import type { CallsQuery, UsageCall, UsageSum } from '../contract.ts';
import { amountUsed, costOf, monthName, numberOf, serviceName, whenOf, whomOf } from './say.ts';
import { useCalls, useRested } from './use-usage.ts';
import css from './usage.module.css';
import { Why } from './why.tsx';
import { words, type UsageWords } from './words.ts';

type Shown = 'voice' | 'message' | 'data' | 'all';

function pathOf(month: string, service: string, shown: Shown, q: string, hidden: boolean): string {
  const query: CallsQuery = {
    month,
    ...(service === '' ? {} : { service }),
    ...(shown === 'all' ? {} : { kind: shown }),
    ...(q.trim() === '' ? {} : { q: q.trim().slice(0, 60) }),
    ...(hidden ? { hidden: 'yes' } : {}),
  };
  return `/api/usage/calls?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`;
}

/** Every call of the month, newest first; each cost can say why it is what it is. */
export function Calls({
  month,
  today,
  services,
  service,
  onService,
}: {
  readonly month: string;
  readonly today: string;
  /** All that the reader may choose between. */
  readonly services: UsageSum['services'];
  readonly service: string;
  readonly onService: (service: string) => void;
}) {
  const said = useWords(words);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<Shown>('voice');
  const [hidden, setHidden] = useState(false);
  const [asked, setAsked] = useState<string>();
  const anchor = useRef<Element | null>(null);
  const q = useRested(typed);
  const list = useCalls(pathOf(month, service, shown, q, hidden));
  const filtered = q.trim() !== '' || service !== '' || shown !== 'voice';
  const name = serviceName(services.find((one) => one.service === service)) || said.allNumbers;
  const items: MenuItems = [
    {
      kind: 'heading',
      label: said.numbers,
      items: [
        { label: said.allNumbers, checked: service === '', run: () => onService('') },
        ...services.map((one) => ({
          id: one.service,
          label: serviceName(one),
          checked: service === one.service,
          run: () => onService(one.service),
        })),
      ],
    },
    {
      kind: 'heading',
      label: said.shown,
      items: [
        ...(['voice', 'message', 'data', 'all'] as const).map((value) => ({
          label: said.show[value],
          checked: shown === value,
          run: () => setShown(value),
        })),
        { label: said.hiddenToo, checked: hidden, run: () => setHidden(!hidden) },
      ],
    },
  ];
  const open = list.value?.find(({ record }) => record === asked);
  return (
    <section className={css['calls']} aria-labelledby="usage-calls">
      <div className={css['head']}>
        <h2 id="usage-calls">{said.show[shown === 'all' ? 'voice' : shown]}</h2>
        <SearchField className={css['search']} label={said.search} value={typed} onChange={setTyped} />
        <MenuButton label={name} icon="list-filter" size="small" placement="bottom end" items={items} />
      </div>
      {list.failed ? (
        <ErrorNote title={said.callsFailed.fact} onRetry={list.again}>
          {said.callsFailed.rest}
        </ErrorNote>
      ) : list.value === undefined ? (
        <Skeleton rows={6} kind="table" label={said.loadingCalls} />
      ) : list.value.length === 0 ? (
        <Empty
          icon="phone"
          act={
            filtered ? (
              <Button
                onClick={() => {
                  setTyped('');
                  setShown('voice');
                  onService('');
                }}
              >
                {said.clear}
              </Button>
            ) : undefined
          }
        >
          {filtered ? said.noneFound : said.noCalls(monthName(month, today, format))}
        </Empty>
      ) : (
        <Table
          caption={said.table}
          columns={columnsOf(said, today, format, (record, button) => {
            anchor.current = button;
            setAsked(record);
          })}
          rows={list.value}
          rowKey={({ record }) => record}
          explained={({ record }) => record === asked}
        />
      )}
      {list.more === undefined || list.failed ? null : (
        <div className={css['more']}>
          <Button onClick={list.more}>{said.more}</Button>
        </div>
      )}
      {open === undefined ? null : (
        <Why
          call={open}
          anchor={anchor}
          onClose={() => setAsked(undefined)}
          onChange={(change) => list.change(open.record, change)}
        />
      )}
    </section>
  );
}

function directionOf(call: UsageCall, said: UsageWords) {
  if (call.kind === 'data') return { icon: 'wifi', label: said.direction.data } as const;
  if (call.kind !== 'voice')
    return {
      icon: 'send',
      label: call.direction === 'in' ? said.direction.received : said.direction.sent,
    } as const;
  if (call.direction === 'in')
    return call.answered
      ? ({ icon: 'phone-incoming', label: said.direction.in } as const)
      : ({ icon: 'phone-missed', label: said.direction.missed } as const);
  return {
    icon: 'phone-outgoing',
    label: call.direction === 'out' ? said.direction.out : said.direction.forwarded,
  } as const;
}

function columnsOf(
  said: UsageWords,
  today: string,
  format: ReturnType<typeof useFormat>,
  ask: (record: string, button: Element) => void,
) {
  return [
    {
      key: 'direction',
      head: <span className={css['spoken']}>{said.head.direction}</span>,
      cell: (call: UsageCall) => {
        const { icon, label } = directionOf(call, said);
        return (
          <span className={cx(css['direction'], icon === 'phone-missed' && css['missed'])}>
            <Icon name={icon} size="s" label={label} />
          </span>
        );
      },
    },
    {
      key: 'when',
      head: said.head.when,
      cell: (call: UsageCall) => <span className={css['when']}>{whenOf(call, today, format)}</span>,
    },
    {
      key: 'whom',
      head: said.head.whom,
      rowHead: true,
      cell: (call: UsageCall) => (
        <span className={css['whom']}>
          {whomOf(call, said, format)}
          {call.hidden ? <Chip>{said.hiddenMark}</Chip> : null}
          {call.disputed ? <Chip kind="warn">{said.disputedMark}</Chip> : null}
          <span className={css['below']}>{numberOf(call)}</span>
        </span>
      ),
    },
    {
      key: 'number',
      head: said.head.number,
      wide: true,
      cell: (call: UsageCall) => (
        <span
          className={css['digits']}
          title={call.masked && call.other !== '' ? said.partHidden : undefined}
        >
          {numberOf(call)}
        </span>
      ),
    },
    {
      key: 'length',
      head: said.head.length,
      number: true,
      cell: (call: UsageCall) => (
        <span className={call.answered ? undefined : css['faint']}>{amountUsed(call, said, format)}</span>
      ),
    },
    {
      key: 'cost',
      head: said.head.cost,
      number: true,
      cell: (call: UsageCall) => {
        const cost = costOf(call, said, format);
        return (
          <button
            type="button"
            className={cx(css['amount'], !cost.paid && css['faint'])}
            aria-haspopup="dialog"
            aria-label={`${cost.text}. ${said.whyOf(cost.question, whomOf(call, said, format), whenOf(call, today, format))}`}
            onClick={(event) => ask(call.record, event.currentTarget)}
          >
            {cost.text}
          </button>
        );
      },
    },
  ];
}
