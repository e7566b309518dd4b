import { useState } from 'react';
import {
  Avatar,
  Button,
  Card,
  CategoryChip,
  Chip,
  Count,
  hues,
  Icon,
  IconButton,
  Kbd,
  Link,
  LinkButton,
  Logo,
  PageHead,
  Segments,
  SplitButton,
  Toolbar,
  ToolSeparator,
  Tooltip,
  useLook,
} from '@telink/ui';
import { icons } from '../src/icon-data.ts';
import css from './gallery.module.css';
import { Data, Notices } from './parts-data.tsx';
import { Fields } from './parts-fields.tsx';

const isName = (name: string): name is keyof typeof icons => name in icons;
const names = Object.keys(icons).filter(isName);

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
