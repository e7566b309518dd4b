import { Chip, Empty, Table, useFormat, useWords } from '@telink/ui';
import type { FileView } from '../pure/office-contract.ts';
import css from './traffic.module.css';
import { wordOf, words } from './words.ts';

/** The files that were read, newest first, with what became of their rows. */
export function FilesTable({ files }: { readonly files: readonly FileView[] }) {
  const said = useWords(words);
  const text = said.mediation;
  const format = useFormat();
  if (files.length === 0) return <Empty icon="arrow-down-to-line">{text.noFiles}</Empty>;
  const number = (key: 'read' | 'rated' | 'free' | 'duplicate') => ({
    key,
    head: text[key],
    number: true,
    wide: key !== 'read',
    cell: (row: FileView) => format.count(row[key]),
  });
  return (
    <Table<FileView>
      caption={text.files}
      rows={files}
      rowKey={(row) => row.id}
      columns={[
        { key: 'file', head: text.file, rowHead: true, cell: nameCell },
        { key: 'format', head: text.format, wide: true, cell: (row) => wordOf(said.formats, row.format) },
        number('read'),
        number('rated'),
        number('free'),
        number('duplicate'),
        { key: 'rejected', head: text.rejected, number: true, cell: rejectedCell },
        { key: 'unrated', head: text.unrated, number: true, cell: unratedCell },
      ]}
    />
  );
}

function Name({ file }: { readonly file: FileView }) {
  const { mediation: text } = useWords(words);
  return (
    <span className={css['name']}>
      {file.name}
      <small>{file.system}</small>{' '}
      {file.state === 'done' ? null : (
        <Chip kind={file.state === 'broken' ? 'bad' : 'plain'}>
          {file.state === 'broken' ? text.broken : text.reading}
        </Chip>
      )}
    </span>
  );
}

/** A number that is nought when all is well. */
function Attention({ value }: { readonly value: number }) {
  const format = useFormat();
  return <span className={value === 0 ? css['nought'] : css['some']}>{format.count(value)}</span>;
}

const nameCell = (row: FileView) => <Name file={row} />;
const rejectedCell = (row: FileView) => <Attention value={row.rejected} />;
const unratedCell = (row: FileView) => <Attention value={row.unrated} />;
