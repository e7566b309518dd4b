import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createBilling, type Billing, type ExportFormat } from '#modules/billing';
import { billSource } from './bill-source.ts';
import type { Command, CommandCall } from './commands.ts';
import { withHouse } from './reach.ts';

/** Amounts in answers are whole öre, as JSON numbers. */
const json = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? Number(each) : each));
const kr = (ore: bigint): string => `${(Number(ore) / 100).toFixed(2)} kr`;

const withBilling = ({ config }: CommandCall, work: (billing: Billing) => Promise<number>): Promise<number> =>
  withHouse(config, (house) =>
    work(createBilling({ config: house.config, db: house.db, log: house.log, source: billSource(house) })),
  );

const text = ({ options }: CommandCall, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** One result of a closed union: said in words or as JSON; a no is exit code 1. */
function tell<R extends { readonly ok: boolean; readonly reason?: string }>(
  { json: asJson, io }: CommandCall,
  result: R,
  words: (result: Extract<R, { readonly ok: true }>) => string,
): number {
  if (asJson) io.out(json(result));
  else if (result.ok) io.out(words(result as Extract<R, { readonly ok: true }>));
  else io.complain(`Nothing was done: ${result.reason?.replaceAll('-', ' ')}.`);
  return result.ok ? 0 : 1;
}

export const billCommands: readonly Command[] = [
  {
    words: ['bill', 'run'],
    takes: '--month YYYY-MM',
    does: 'drafts a month’s bills, again where they have changed, and compares them with the month before [--by NAME]',
    options: ['month', 'by'],
    run(call) {
      const month = text(call, 'month');
      if (month === undefined) {
        call.io.complain('bill run needs --month=YYYY-MM.');
        return 2;
      }
      return withBilling(call, async (billing) => {
        const drafted = await billing.draftRun({ month, by: text(call, 'by') ?? 'command line' });
        if (!drafted.ok) return tell(call, drafted, () => '');
        const compared = await billing.compare(drafted.run);
        if (!compared.ok) return tell(call, compared, () => '');
        return tell(call, { ...drafted, ...compared }, (so) =>
          [
            `Run ${so.run}, ${so.month}: ${so.drafts} drafts, ${so.written} written now, ${so.refused} refused.`,
            `Comes to ${kr(so.nowOre)}; the month before ${kr(so.beforeOre)}.`,
            ...so.frozen.map((customer) => `  passed by ${customer}: their data is frozen (GDPR Art. 18)`),
            ...so.outliers.map(
              ({ customer, why, beforeOre, nowOre, detail }) =>
                `  ${why.padEnd(8)} ${customer}  ${kr(beforeOre)} → ${kr(nowOre)}${detail === undefined ? '' : `  (${detail})`}`,
            ),
            `Next: telink bill approve ${so.run} --by NAME, by somebody else.`,
          ].join('\n'),
        );
      });
    },
  },
  {
    words: ['bill', 'approve'],
    takes: 'RUN --by NAME',
    does: 'approves a compared run; refused for whoever drafted it',
    options: ['by'],
    run(call) {
      const [run] = call.args;
      const by = text(call, 'by');
      if (run === undefined || by === undefined) {
        call.io.complain('bill approve needs a run and --by=NAME.');
        return 2;
      }
      return withBilling(call, async (billing) =>
        tell(call, await billing.approve(run, by), (so) => `Run ${so.run} is approved by ${by}.`),
      );
    },
  },
  {
    words: ['bill', 'post'],
    takes: 'RUN',
    does: 'makes invoices of an approved run: numbers, books and documents; goes on where it was cut off',
    run: (call) =>
      onRun(call, async (billing, run) =>
        tell(call, await billing.post(run), (so) => `${so.invoices} invoices posted, ${kr(so.ore)}.`),
      ),
  },
  {
    words: ['bill', 'send'],
    takes: 'RUN',
    does: 'hands over the invoices of a posted run that have not been',
    run: (call) =>
      onRun(call, async (billing, run) =>
        tell(call, await billing.send(run), (so) => `${so.sent} invoices sent.`),
      ),
  },
  {
    words: ['bill', 'export'],
    takes: 'INVOICE --ubl|--pdf|--json',
    does: 'one invoice, by number or id: Peppol BIS 3.0, PDF or the document as it is kept [--out FILE]',
    options: ['out'],
    flags: ['ubl', 'pdf'],
    run(call) {
      const flags = (['ubl', 'pdf'] as const).filter((name) => call.options[name] === true);
      const [invoice] = call.args;
      const formats: readonly ExportFormat[] = [...flags, ...(call.json ? ['json' as const] : [])];
      const [format] = formats;
      if (invoice === undefined || format === undefined || formats.length > 1) {
        call.io.complain('bill export needs an invoice and one of --ubl, --pdf and --json.');
        return 2;
      }
      return withBilling(call, async (billing) => {
        const bytes = await billing.exportInvoice(invoice, format);
        if (!bytes) {
          call.io.complain(`There is no invoice «${invoice}».`);
          return 1;
        }
        const out = text(call, 'out') ?? (format === 'pdf' ? `${invoice}.pdf` : undefined);
        if (out === undefined) call.io.out(bytes.toString().trimEnd());
        else {
          await writeFile(out, bytes);
          call.io.complain(`Written: ${out}`);
        }
        return 0;
      });
    },
  },
  {
    words: ['payments', 'import'],
    takes: 'FILE…',
    does: 'takes in BgMax files: matched by OCR, the rest queued; a broken file is refused whole with line and reason',
    run(call) {
      if (call.args.length === 0) {
        call.io.complain('payments import needs a file.');
        return 2;
      }
      return withBilling(call, async (billing) => {
        const results = [];
        for (const file of call.args) {
          const result = await billing.importPayments(basename(file), createReadStream(file));
          results.push(result);
          if (!call.json)
            call.io.out(
              result.ok
                ? `${result.file}: ${result.payments} payments, ${kr(result.ore)}: ${result.paid} paid, ${result.part} part, ${result.over} over, ${result.double} double, ${result.unmatched} unmatched, ${result.duplicate} known before.`
                : `${result.file} is refused. ${result.says}`,
            );
        }
        if (call.json) call.io.out(json(results.length === 1 ? results[0] : results));
        return results.every(({ ok }) => ok) ? 0 : 1;
      });
    },
  },
  {
    words: ['payments', 'unmatched'],
    takes: '',
    does: 'lists payments that name no claim and wait for a person',
    run: (call) =>
      withBilling(call, async (billing) => {
        const waiting = await billing.unmatched();
        if (call.json) call.io.out(json(waiting));
        else
          for (const each of waiting)
            call.io.out(`${each.payment}  ${each.paidOn}  ${kr(each.ore)} ${each.currency}  ${each.reason}`);
        return 0;
      }),
  },
  {
    words: ['bill', 'dun'],
    takes: '',
    does: 'takes the step that is due for each unpaid claim: reminder, demand, hand-over',
    run: (call) =>
      withBilling(call, async (billing) => {
        const taken = await billing.dunningRound();
        call.io.out(call.json ? json(taken) : `${taken.length} claims moved on.`);
        return 0;
      }),
  },
  {
    words: ['bill', 'check'],
    takes: '',
    does: 'counts what must always be true of the money: lines, totals, ledger, Peppol documents, numbers, payments',
    run: (call) =>
      withBilling(call, async (billing) => {
        const all = await billing.invariants();
        if (call.json) call.io.out(json(all));
        else
          for (const { name, ok, checked, faults } of all)
            call.io.out(
              `${ok ? 'holds ' : 'BROKEN'} ${name} (${checked})${faults.map((fault) => `\n         ${fault}`).join('')}`,
            );
        return all.every(({ ok }) => ok) ? 0 : 1;
      }),
  },
];

function onRun(
  call: CommandCall,
  act: (billing: Billing, run: string) => Promise<number>,
): Promise<number> | number {
  const [run, ...more] = call.args;
  if (run === undefined || more.length > 0) {
    call.io.complain('The command needs one run.');
    return 2;
  }
  return withBilling(call, (billing) => act(billing, run));
}
