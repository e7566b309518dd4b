import { useState } from 'react';
import {
  Amount,
  Avatar,
  Banner,
  Button,
  Card,
  CategoryChip,
  Checkbox,
  Chip,
  Count,
  DeadlineChip,
  Empty,
  ErrorNote,
  Explain,
  Facts,
  hues,
  Icon,
  IconButton,
  Kbd,
  Link,
  LinkButton,
  Logo,
  Meter,
  PageHead,
  PasswordField,
  ProgressBar,
  ProofLine,
  ProofMark,
  RadioCards,
  SearchField,
  Segments,
  Select,
  showToast,
  Skeleton,
  SplitButton,
  Steps,
  Switch,
  Table,
  TextArea,
  TextField,
  Toolbar,
  ToolSeparator,
  Tooltip,
  useFormat,
  useLook,
} from '@telink/ui';
import css from './gallery.module.css';
import { icons } from '../src/icon-data.ts';

// Amounts stand outside the components: see the note in words/format.ts on the compiler and bigint.
const spent = 74_230n;
const now = new Date('2026-11-24T13:41:00Z');
const isName = (name: string): name is keyof typeof icons => name in icons;
const names = Object.keys(icons).filter(isName);

function Fields() {
  const [text, setText] = useState('');
  const [month, setMonth] = useState<'nov' | 'oct'>('nov');
  const [reason, setReason] = useState<'case' | 'call'>('case');
  const [on, setOn] = useState(true);
  return (
    <section className={css['part']}>
      <h2>Fält</h2>
      <div className={css['grid']}>
        <TextField label="Användar-ID" large value={text} onChange={setText} autoComplete="username" />
        <PasswordField label="Lösenord" large beside={<Link href="#glomt">Glömt det?</Link>} />
        <TextField
          label="E-post"
          defaultValue="elin@example"
          error="Skriv hela adressen, till exempel namn@example.se."
        />
        <TextField label="Postnummer" hint="Fem siffror." optional />
        <TextArea label="Vad behöver du göra?" defaultValue="Stämma av adressen mot folkbokföringen" />
        <Select
          label="Månad"
          value={month}
          onChange={setMonth}
          options={[
            { value: 'nov', label: 'November' },
            { value: 'oct', label: 'Oktober' },
          ]}
        />
        <TextField label="Spärrat" disabled value="Går inte att ändra" />
        <SearchField label="Sök i mejl" value={text} onChange={setText} keys="/" />
        <Segments
          label="Period"
          value={month}
          onChange={setMonth}
          options={[
            { value: 'nov', label: 'November' },
            { value: 'oct', label: 'Oktober' },
          ]}
        />
        <RadioCards
          label="Varför öppnar du kunden?"
          value={reason}
          onChange={setReason}
          options={[
            { value: 'case', label: 'Ärende 2026-1184', hint: 'Rättelse av adress, begärd i går av kunden' },
            { value: 'call', label: 'Kunden ringer nu', hint: 'Kräver motringning eller engångskod' },
          ]}
        />
        <div className={css['grid']}>
          <Checkbox label="Kom ihåg valet" hint="Bara i den här webbläsaren." checked={on} onChange={setOn} />
          <Checkbox label="Några av dem" checked={false} indeterminate onChange={setOn} />
          <Switch
            label="Visa bilder"
            hint="Avsändaren kan se att du har läst."
            checked={on}
            onChange={setOn}
          />
          <Switch label="Enbokstavstangenter" checked={!on} onChange={(next) => setOn(!next)} />
        </div>
      </div>
    </section>
  );
}

function Notices() {
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

function Data() {
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

export default function Parts() {
  const { look, change } = useLook();
  const [busy, setBusy] = useState(true);
  const [flag, setFlag] = useState(true);
  return (
    <main className={css['page']}>
      <PageHead title="Delar" lead="Allt som skärmarna är byggda av.">
        <Logo />
        <Segments
          label="Tema"
          value={look.theme}
          onChange={(theme) => change({ theme })}
          options={[
            { value: 'system', label: 'System' },
            { value: 'light', label: 'Ljust' },
            { value: 'dark', label: 'Mörkt' },
          ]}
        />
      </PageHead>
      <section className={css['part']}>
        <h2>Knappar</h2>
        <div className={css['line']}>
          <Button kind="primary" icon="fingerprint">
            Logga in med passnyckel
          </Button>
          <Button>Svara alla</Button>
          <Button icon="reply" keys="r">
            Svara
          </Button>
          <Button kind="quiet" icon="archive">
            Arkivera
          </Button>
          <Button kind="danger">Radera</Button>
          <Button kind="final">Radera för alltid</Button>
          <Button kind="primary" busy={busy} onClick={() => setBusy(true)}>
            Skickar
          </Button>
          <Button disabled>Går inte</Button>
          <Button size="small">Visa en gång</Button>
          <LinkButton href="#lank" kind="quiet">
            English
          </LinkButton>
          <SplitButton>
            <Button kind="primary">Skicka</Button>
            <Button kind="primary" aria-label="Fler sätt att skicka">
              <Icon name="chevron-down" />
            </Button>
          </SplitButton>
          <Kbd keys="mod+enter" />
        </div>
        <Toolbar label="Mejlet">
          <Button kind="quiet" icon="archive">
            Arkivera
          </Button>
          <IconButton icon="trash-2" label="Radera" keys="del" />
          <ToolSeparator />
          <IconButton
            icon="flag"
            label={flag ? 'Ta bort flaggan' : 'Flagga'}
            flagged={flag}
            onClick={() => setFlag(!flag)}
            keys="s"
          />
          <IconButton icon="bold" label="Fetstil" pressed tint keys="mod+b" />
          <IconButton icon="printer" label="Skriv ut" disabled />
          <Tooltip text="Allt skickas direkt till Microsoft 365">
            <Button kind="quiet" icon="lock">
              Direkt
            </Button>
          </Tooltip>
        </Toolbar>
      </section>
      <Fields />
      <Notices />
      <Data />
      <section className={css['part']}>
        <h2>Märken</h2>
        <div className={css['line']}>
          <Chip>Utkast</Chip>
          <Chip kind="ok" icon="check">
            Aktiv
          </Chip>
          <Chip kind="warn" icon="triangle-alert">
            Granskas
          </Chip>
          <Chip kind="bad">Spärrad</Chip>
          <Chip kind="accent">Ny</Chip>
          <Chip kind="line">Företag</Chip>
          <Count value={4} label="4 mejl i tråden" />
        </div>
        <div className={css['line']}>
          {hues.map((hue) => (
            <CategoryChip key={hue} hue={hue}>
              {hue}
            </CategoryChip>
          ))}
        </div>
        <div className={css['line']}>
          <Avatar name="Elin Ljungqvist" address="elin@example.se" size="l" />
          <Avatar name="Tove Sandström" address="tove@example.com" />
          <Avatar name="Henrik Rask" size="s" />
          <Avatar name="" address="info@example.org" size="xs" />
        </div>
        <Card>
          <p>
            Läs mer i <Link href="#policy">integritetspolicyn</Link> eller hos{' '}
            <Link href="https://www.example.org/" external>
              tillsynsmyndigheten
            </Link>
            .
          </p>
        </Card>
        <div className={css['icons']}>
          {names.map((name) => (
            <span key={name}>
              <Icon name={name} />
            </span>
          ))}
        </div>
      </section>
    </main>
  );
}
