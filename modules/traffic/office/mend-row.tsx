import { ask, useAct, useLoaded } from '#office/staff';
import { Button, ErrorNote, Select, showToast, Skeleton, TextArea, useWords } from '@telink/ui';
import { useState } from 'react';
import { FORMATS, type Format } from '../pure/formats/batch.ts';
import type { Mended, RejectGroup, RejectRow } from '../pure/office-contract.ts';
import css from './traffic.module.css';
import { wordOf, words } from './words.ts';

interface Mending {
  readonly row: RejectGroup['rows'][number];
  readonly onClose: () => void;
  readonly onSettled: () => void;
}

/** A row as it stands, to be mended and read again. */
export function MendRow(given: Mending) {
  const said = useWords(words);
  const path = `/api/office/traffic/rejects/${given.row.file}/${given.row.nr}`;
  const { state, again } = useLoaded<RejectRow>(path);
  if (state.status === 'loading') return <Skeleton label={said.loading} rows={2} />;
  if (state.status === 'failed') return <ErrorNote title={said.failed} onRetry={again} />;
  return <Form {...given} path={path} found={state.value} />;
}

const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text);

function Form({
  row,
  onClose,
  onSettled,
  path,
  found,
}: Mending & { readonly path: string; readonly found: RejectRow }) {
  const said = useWords(words);
  const text = said.mend;
  const act = useAct();
  const [raw, setRaw] = useState(found.row ?? '');
  const [format, setFormat] = useState<Format>(isFormat(found.format) ? found.format : 'telink');
  const mend = (): Promise<boolean> =>
    act.run(async () => {
      const done = await ask<Mended>('POST', `${path}/mend`, { row: raw, format });
      if (done.ok) {
        showToast({ text: text.done[done.outcome] });
        return onSettled();
      }
      const why = wordOf(said.rejects.reasons, done.reason).toLowerCase();
      // After the act, which clears what was said before it.
      queueMicrotask(() => act.say(text.still(done.field === undefined ? why : `${why} (${done.field})`)));
    });
  const drop = (): Promise<boolean> =>
    act.run(async () => {
      await ask('POST', `${path}/drop`);
      showToast({ text: text.dropped });
      onSettled();
    });
  return (
    <section className={css['mend']} aria-label={text.title(row.name, row.line)}>
      <p className={css['muted']}>{text.lead}</p>
      <TextArea
        label={text.row}
        rows={5}
        spellCheck={false}
        autoComplete="off"
        maxLength={8192}
        hint={found.row === null ? text.gone : undefined}
        value={raw}
        onChange={setRaw}
        error={act.problem}
      />
      <Select
        label={text.format}
        value={format}
        onChange={setFormat}
        options={FORMATS.map((value) => ({ value, label: said.formats[value] }))}
      />
      <div className={css['acts']}>
        <Button kind="primary" busy={act.busy} onClick={() => void mend()}>
          {text.act}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button kind="danger" onClick={() => void drop()}>
          {text.drop}
        </Button>
      </div>
    </section>
  );
}
