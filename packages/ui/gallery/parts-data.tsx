import {
  Amount,
  Banner,
  Button,
  DeadlineChip,
  Empty,
  ErrorNote,
  Explain,
  Facts,
  Meter,
  ProgressBar,
  ProofLine,
  ProofMark,
  showToast,
  Skeleton,
  Steps,
  Table,
  useFormat,
} from '@telink/ui';
import css from './gallery.module.css';

// Amounts stand outside the components: see the note in words/format.ts on the compiler and bigint.
const spent = 74_230n;
const now = new Date('2026-11-24T13:41:00Z');

export function Notices() {
  return (
    <section className={css['part']}>
      <h2>Besked</h2>
      <Banner
        icon="image-off"
        fact="4 bilder från 2 servrar är blockerade."
        acts={
          <>
            <Button size="small">Visa en gång</Button>
            <Button size="small" kind="quiet">
              Alltid för Tove
            </Button>
          </>
        }
      >
        Avsändaren ser inget.
      </Banner>
      <Banner kind="warn" icon="wifi-off" fact="Du är offline.">
        3 ändringar väntar och skickas när nätet är tillbaka.
      </Banner>
      <Banner kind="danger" fact="Provet gick sönder i natt.">
        Vi har stoppat utgåvan och felsöker.
      </Banner>
      <Banner kind="explain" icon="eye" fact="Du får se namn, adress och tjänster i 20 minuter.">
        Samtal visas inte för det här skälet.
      </Banner>
      <div className={css['grid']}>
        <Explain title="Varför 6,90?">
          <Steps
            steps={[
              { what: 'Prislista Utland 2026:3', why: 'Gäller från 1 oktober 2026.' },
              { what: 'Öppningsavgift', value: '0,90' },
              {
                what: '3 påbörjade minuter à 2,00',
                why: '2 min 41 s räknas upp till hel minut.',
                value: '6,00',
              },
              { what: 'Summa med moms', value: '6,90 kr' },
            ]}
          />
        </Explain>
        <ErrorNote title="Microsoft svarar inte just nu." onRetry={() => showToast({ text: 'Hämtat igen.' })}>
          Det du redan har läst in finns kvar.
        </ErrorNote>
        <Empty icon="inbox" act={<Button>Visa lästa</Button>}>
          Inga olästa.
        </Empty>
        <Skeleton label="Hämtar" rows={3} kind="mail" />
      </div>
      <div className={css['line']}>
        <Button onClick={() => showToast({ text: 'Arkiverad.', undo: () => {} })}>
          Visa besked med ångra
        </Button>
      </div>
    </section>
  );
}

export function Data() {
  const format = useFormat();
  const rows = [
    { file: 'master-1124-14.csv.gz', read: 18_204, rejected: 28 },
    { file: 'sbc2-20261124.json', read: 9377, rejected: 4 },
    { file: 'TAP-USA-00418', read: 612, rejected: 0 },
  ];
  return (
    <section className={css['part']}>
      <h2>Uppgifter</h2>
      <div className={css['line']}>
        <Amount label="Hittills i november" unit="kr">
          {format.amount(spent)}
        </Amount>
        <Amount label="Data kvar" unit="GB av 40">
          21,4
        </Amount>
      </div>
      <Meter label="Data kvar" value={21.4} max={40} text="21,4 GB av 40" />
      <ProgressBar label="Laddar upp lastnedräkning.pdf" value={0.62} showValue />
      <Table
        caption="Inlästa filer"
        rows={rows}
        rowKey={(row) => row.file}
        explained={(row) => row.read === 612}
        columns={[
          { key: 'file', head: 'Fil', cell: (row) => row.file, foot: 'Summa' },
          {
            key: 'read',
            head: 'Lästa',
            number: true,
            cell: (row) => format.count(row.read),
            foot: format.count(28_193),
          },
          {
            key: 'rejected',
            head: 'Avvisade',
            number: true,
            cell: (row) => format.count(row.rejected),
            foot: '32',
          },
        ]}
      />
      <Facts
        items={[
          ['Organisationsnummer', '559199-3976'],
          ['Kund sedan', format.date(new Date('2024-03-03T12:00:00Z'))],
        ]}
      />
      <div className={css['line']}>
        <DeadlineChip
          from={new Date('2026-11-23T08:00:00Z')}
          to={new Date('2026-12-23T08:00:00Z')}
          now={now}
        />
        <DeadlineChip
          from={new Date('2026-10-26T08:00:00Z')}
          to={new Date('2026-11-26T08:00:00Z')}
          now={now}
        />
        <DeadlineChip
          from={new Date('2026-10-01T08:00:00Z')}
          to={new Date('2026-11-20T08:00:00Z')}
          now={now}
        />
        <ProofMark state="held" />
        <ProofMark state="open" />
        <ProofMark state="broken" />
      </div>
      <ProofLine state="held">
        <p>Vi lagrar inte dina mejl på våra servrar.</p>
      </ProofLine>
      <ProofLine state="open">
        <p>Ingen människa hos oss läser dina mejl.</p>
      </ProofLine>
      <ProofLine state="broken">
        <p>Vi lämnar inte dina mejl till någon annan.</p>
      </ProofLine>
    </section>
  );
}
