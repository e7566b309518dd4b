import { sendFile, useAct } from '#office/staff';
import { announce, Banner, Button, FileField, Select, TextField, useFormat, useWords } from '@telink/ui';
import { useState, type DragEvent, type FormEvent } from 'react';
import { FORMATS } from '../pure/formats/batch.ts';
import type { FileRead } from '../pure/office-contract.ts';
import css from './traffic.module.css';
import { words } from './words.ts';

const ANY = 'any';
const CHOICES = [ANY, ...FORMATS] as const;

/** A file of a switch, dropped or chosen: it goes as it is and is read as it comes. */
export function SendFile({
  systems,
  onRead,
  onClose,
}: {
  readonly systems: readonly string[];
  readonly onRead: () => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const text = said.send;
  const format = useFormat();
  const act = useAct();
  const [file, setFile] = useState<File>();
  const [over, setOver] = useState(false);
  const [system, setSystem] = useState(systems[0] ?? 'switch');
  const [kind, setKind] = useState<(typeof CHOICES)[number]>(ANY);
  const [read, setRead] = useState<FileRead>();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return act.say(text.none);
    setRead(undefined);
    const query = new URLSearchParams({
      name: file.name,
      ...(system.trim() === '' ? {} : { system: system.trim() }),
      ...(kind === ANY ? {} : { format: kind }),
    });
    await act.run(async () => {
      const result = await sendFile<FileRead>(`/api/office/traffic/files?${query.toString()}`, file);
      setRead(result);
      if (result.ok) {
        announce(text.done(result.file, format.count(result.read)));
        onRead();
      }
    });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) setFile(dropped);
  };
  return (
    <form
      className={css['send']}
      data-over={over || undefined}
      aria-label={text.title}
      noValidate
      onSubmit={(event) => void send(event)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileField
        label={text.file}
        hint={text.packed}
        error={act.problem}
        choose={text.choose}
        none={text.drop}
        name={file?.name}
        onChange={setFile}
      />
      <div className={css['pair']}>
        <TextField
          label={text.system}
          hint={text.systemHint}
          maxLength={60}
          value={system}
          onChange={setSystem}
        />
        <Select
          label={text.format}
          value={kind}
          onChange={setKind}
          options={CHOICES.map((value) => ({
            value,
            label: value === ANY ? text.anyFormat : said.formats[value],
          }))}
        />
      </div>
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {text.act}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {text.close}
        </Button>
      </div>
      {read === undefined ? null : <Told read={read} />}
    </form>
  );
}

function Told({ read }: { readonly read: FileRead }) {
  const { send: text } = useWords(words);
  const { count } = useFormat();
  if (!read.ok) return <Banner kind="warn" role="alert" fact={text.refused[read.reason]} />;
  return (
    <Banner
      kind={read.broken === undefined ? 'plain' : 'warn'}
      icon={read.broken === undefined ? 'circle-check' : 'triangle-alert'}
      role="status"
      fact={text.done(read.file, count(read.read))}
    >
      {text.told(
        count(read.rated),
        count(read.free),
        count(read.duplicate),
        count(read.rejected),
        count(read.unrated),
      )}{' '}
      {read.broken === undefined ? null : text.broken}
    </Banner>
  );
}
