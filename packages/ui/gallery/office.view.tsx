import { Avatar, Button, Chip, OfficeShell, PageHead, Table, useFormat } from '@telink/ui';
import css from './gallery.module.css';

const rows = [
  { file: 'master-1124-14.csv.gz', format: 'Asterisk', read: 18_204, rejected: 28 },
  { file: 'sbc2-20261124.json', format: 'FreeSWITCH', read: 9377, rejected: 4 },
];

export default function Office() {
  const format = useFormat();
  return (
    <OfficeShell
      title="Mediering"
      skip="Till innehållet"
      items={[
        { href: '#kunder', label: 'Kunder', icon: 'users-round' },
        { href: '#mediering', label: 'Mediering', icon: 'arrow-down-to-line', current: true },
        { href: '#prisbok', label: 'Prisbok', icon: 'book-open' },
        { href: '#faktura', label: 'Fakturakörning', icon: 'receipt' },
        { href: '#ratt', label: 'Rättigheter', icon: 'scale', count: 4 },
        { href: '#gallring', label: 'Gallring', icon: 'hourglass' },
      ]}
      me={
        <>
          <Avatar name="Kim Berg" />
          <span>
            <b>Kim Berg</b>
            <br />
            Fakturering
          </span>
        </>
      }
    >
      <div className={css['office']}>
        <PageHead title="Mediering">
          <Button icon="upload">Läs in fil</Button>
        </PageHead>
        <div className={css['line']}>
          <Chip kind="ok" icon="check">
            Inget förfallet kvar
          </Chip>
          <Chip kind="warn" icon="triangle-alert">
            Lucka 13:52–13:55 i sbc2
          </Chip>
        </div>
        <Table
          caption="Inlästa filer"
          rows={rows}
          rowKey={(row) => row.file}
          columns={[
            { key: 'f', head: 'Fil', cell: (row) => row.file },
            { key: 'm', head: 'Format', cell: (row) => row.format },
            { key: 'r', head: 'Lästa', number: true, cell: (row) => format.count(row.read) },
            { key: 'x', head: 'Avvisade', number: true, cell: (row) => format.count(row.rejected) },
          ]}
        />
      </div>
    </OfficeShell>
  );
}
