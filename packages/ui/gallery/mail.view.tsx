import { useState } from 'react';
import {
  Avatar,
  Banner,
  Button,
  CategoryChip,
  CategoryDot,
  Count,
  Icon,
  IconButton,
  NavHeading,
  NavTree,
  PaneHead,
  RowBody,
  rowClass,
  RowGroup,
  SearchField,
  Sheet,
  showToast,
  Side,
  SideAccount,
  Toolbar,
  ToolSeparator,
  useShortcuts,
} from '@telink/ui';
import { MenuButton } from '@telink/ui/menu';
import { Frame } from './frame.tsx';
import css from './gallery.module.css';

const rows = [
  {
    id: '1',
    name: 'Tove Sandström, Oskar, du',
    address: 'tove@example.com',
    count: 4,
    time: '14:32',
    subject: 'Sjöbodarna: reviderade ritningar',
    snippet: 'Sektion B–B är ändrad efter samtalet med kommunen.',
    flag: true,
    clip: true,
    unread: false,
  },
  {
    id: '2',
    name: 'Henrik Rask',
    address: 'henrik@example.org',
    time: '13:58',
    subject: 'Bygglov, kompletterande handlingar',
    snippet: 'Hej Elin! Vi saknar fortfarande situationsplanen i',
    clip: true,
    unread: true,
  },
  {
    id: '3',
    name: 'Amina Haddad',
    address: 'amina.haddad@example.com',
    time: '11:20',
    subject: 'Inbjudan: Platsbesök Sjöbodarna',
    snippet: 'Torsdag 26 november 09:00–11:00, samling vid bryggan',
    unread: true,
  },
  {
    id: '4',
    name: 'Nordlig Byggtidning',
    address: 'news@example.net',
    time: '09:04',
    subject: 'Veckans läsning: trä, ljus och tystnad',
    snippet: 'Fem hus som klarar vintern utan att låta',
    unread: false,
  },
];

export default function Mail() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState('1');
  const [folders, setFolders] = useState<ReadonlySet<string>>(new Set(['p']));
  useShortcuts([
    {
      keys: 'e',
      label: 'Arkivera',
      group: 'Mejl',
      run: () => showToast({ text: 'Arkiverad.', undo: () => {} }),
    },
    { keys: 'g i', label: 'Till inkorgen', group: 'Gå till', run: () => setAt('1') },
    { keys: 'r', label: 'Svara', group: 'Mejl', run: () => {} },
    { keys: 'mod+enter', label: 'Skicka', group: 'Skriva', run: () => {} },
  ]);
  return (
    <Frame at="mail">
      <div className={css['mail']}>
        <Side
          label="Brevlådor"
          head={
            <SideAccount
              name="Björkviken"
              address="elin@example.se"
              end={
                <MenuButton
                  label="Byt konto"
                  icon="chevrons-up-down"
                  bare
                  small
                  items={[
                    { label: 'Björkviken', detail: 'elin@example.se', checked: true },
                    { label: 'Privat', detail: 'elin@example.org', checked: false },
                    'separator',
                    { label: 'Anslut ett konto', icon: 'plus' },
                  ]}
                />
              }
            />
          }
          foot={
            <>
              <Icon name="lock" size="xs" />
              Direkt till Microsoft 365
            </>
          }
        >
          <NavTree
            nodes={[
              {
                id: 'inbox',
                href: '#inbox',
                label: 'Inkorg',
                icon: 'inbox',
                current: true,
                count: 7,
                unread: true,
              },
              { id: 'flagged', href: '#flagged', label: 'Flaggade', icon: 'flag', count: 3 },
              { id: 'drafts', href: '#drafts', label: 'Utkast', icon: 'file-pen-line', count: 2 },
              { id: 'sent', href: '#sent', label: 'Skickat', icon: 'send' },
              { id: 'archive', href: '#archive', label: 'Arkiv', icon: 'archive' },
              { id: 'junk', href: '#junk', label: 'Skräp', icon: 'shield-alert' },
              { id: 'trash', href: '#trash', label: 'Papperskorg', icon: 'trash-2' },
            ]}
          />
          <NavHeading>Mappar</NavHeading>
          <NavTree
            open={folders}
            onOpenChange={(id, open) =>
              setFolders(new Set(open ? [...folders, id] : [...folders].filter((one) => one !== id)))
            }
            accepts={() => true}
            nodes={[
              {
                id: 'p',
                href: '#p',
                label: 'Projekt',
                icon: 'folder',
                count: 4,
                unread: true,
                children: [
                  { id: 's', href: '#s', label: 'Sjöbodarna', count: 4, unread: true },
                  { id: 'l', href: '#l', label: 'Kv. Linden' },
                ],
              },
              {
                id: 'a',
                href: '#a',
                label: 'Anbud',
                icon: 'folder',
                children: [{ id: 'b', href: '#b', label: '2025' }],
              },
            ]}
          />
          <NavHeading>Kategorier</NavHeading>
          <NavTree
            nodes={[
              { id: 'c1', href: '#c1', label: 'Bygglov', mark: <CategoryDot hue="ronn" /> },
              { id: 'c2', href: '#c2', label: 'Konstruktion', mark: <CategoryDot hue="gran" /> },
            ]}
          />
        </Side>
        <Sheet className={css['mailSheet']}>
          <section className={css['list']} aria-label="Inkorg">
            <PaneHead level={1} title="Inkorg" note="7 olästa">
              <IconButton icon="list-filter" label="Filtrera" />
              <IconButton icon="square-pen" label="Skriv" keys="c" />
            </PaneHead>
            <div className={css['search']}>
              <SearchField label="Sök i mejl" keys="/" value={query} onChange={setQuery} />
            </div>
            <div className={css['scroll']}>
              <RowGroup>I dag</RowGroup>
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <button
                      type="button"
                      className={rowClass({ unread: row.unread, selected: row.id === at })}
                      aria-current={row.id === at || undefined}
                      onClick={() => setAt(row.id)}
                    >
                      <RowBody
                        unread={row.unread}
                        lead={<Avatar name={row.name.split(',')[0] ?? ''} address={row.address} />}
                        title={row.name}
                        time={<time>{row.time}</time>}
                        count={
                          row.count === undefined ? undefined : (
                            <Count value={row.count} label={`${row.count} mejl`} />
                          )
                        }
                        second={row.subject}
                        third={row.snippet}
                        marks={
                          <>
                            {row.flag === true ? (
                              <Icon name="flag" size="xs" fill tone="flag" label="Flaggad" />
                            ) : null}
                            {row.clip === true ? <Icon name="paperclip" size="xs" label="Bilaga" /> : null}
                          </>
                        }
                      />
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          </section>
          <section className={css['read']} aria-label="Mejl">
            <PaneHead>
              <Toolbar label="Mejlet" className={css['grow']}>
                <Button kind="quiet" icon="archive">
                  Arkivera
                </Button>
                <Button kind="quiet" icon="folder-input">
                  Flytta
                </Button>
                <IconButton icon="trash-2" label="Radera" keys="del" />
                <ToolSeparator />
                <IconButton icon="flag" label="Ta bort flaggan" flagged />
                <IconButton icon="mail" label="Märk som oläst" keys="u" />
              </Toolbar>
              <IconButton icon="printer" label="Skriv ut" />
              <MenuButton
                label="Mer"
                icon="ellipsis"
                bare
                placement="bottom end"
                items={[
                  { label: 'Visa källan', icon: 'code' },
                  {
                    label: 'Kategorier',
                    icon: 'tag',
                    items: [
                      { label: 'Bygglov', mark: <CategoryDot hue="ronn" />, checked: true },
                      { label: 'Konstruktion', mark: <CategoryDot hue="gran" />, checked: false },
                    ],
                  },
                  'separator',
                  { label: 'Skräppost', icon: 'shield-alert', keys: '!', danger: true },
                ]}
              />
            </PaneHead>
            <div className={css['body']}>
              <div className={css['line']}>
                <h2 className={css['grow']}>Sjöbodarna: reviderade ritningar</h2>
                <CategoryChip hue="gran">Konstruktion</CategoryChip>
              </div>
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
              <p>
                Sektion B–B är ändrad efter samtalet med kommunen. Takfoten ligger nu 140 mm längre ut, så att
                regnvattnet går fritt från panelen.
              </p>
              <div className={css['line']}>
                <Button icon="reply" keys="r">
                  Svara
                </Button>
                <Button icon="reply-all">Svara alla</Button>
                <Button kind="quiet" icon="forward">
                  Vidarebefordra
                </Button>
              </div>
            </div>
          </section>
        </Sheet>
      </div>
    </Frame>
  );
}
