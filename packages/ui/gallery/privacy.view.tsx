import { Chip, DeadlineChip, Explain, Link, Page, PageHead, Section, Sheet, Table } from '@telink/ui';
import { Frame } from './frame.tsx';
import css from './gallery.module.css';

const rows = [
  { what: 'Namn, adress, e-post', why: 'Avtalet', from: 'du, 3 mars 2024', until: 'avtalet + 60 dagar' },
  {
    what: 'Samtal och data, 1 846 poster',
    why: 'Fakturan',
    from: 'nätet, löpande',
    until: '60 dagar efter betalning',
  },
  { what: 'Fakturor, 32 stycken', why: 'Bokföringslagen', from: 'vi, varje månad', until: '31 dec 2033' },
];

export default function Privacy() {
  return (
    <Frame at="privacy">
      <Sheet>
        <Page>
          <PageHead
            focus
            title="Mina uppgifter"
            lead="Det här har vi om dig, varför, och hur länge. Datumen är de dagar då uppgifterna faktiskt raderas."
          />
          <div className={css['cols']}>
            <Section title="Vad vi har" end={<Link href="#alla">Alla 41 fält</Link>}>
              <Table
                caption="Vad vi har"
                rows={rows}
                rowKey={(row) => row.what}
                columns={[
                  { key: 'what', head: 'Uppgift', cell: (row) => row.what },
                  { key: 'why', head: 'För', cell: (row) => row.why },
                  { key: 'from', head: 'Kommer från', cell: (row) => row.from, wide: true },
                  { key: 'until', head: 'Raderas', cell: (row) => row.until },
                ]}
              />
            </Section>
            <div className={css['aside']}>
              <Explain title="Rättelse av adress" end={<Chip kind="warn">Granskas</Chip>}>
                <p>Begärd av dig i går 15:22. Nästa steg: vi stämmer av mot folkbokföringen i dag.</p>
              </Explain>
              <div>
                <DeadlineChip
                  from={new Date('2026-11-23T08:00:00Z')}
                  to={new Date('2026-12-23T08:00:00Z')}
                  now={new Date('2026-11-24T13:41:00Z')}
                />
              </div>
            </div>
          </div>
        </Page>
      </Sheet>
    </Frame>
  );
}
