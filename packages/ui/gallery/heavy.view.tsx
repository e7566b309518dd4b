import { useRef, useState } from 'react';
import { Banner, Button, PageHead, RadioCards, TextField } from '@telink/ui';
import { isAddress, type Recipient } from '@telink/ui/addresses';
import { ComboBox } from '@telink/ui/combobox';
import { DateField } from '@telink/ui/date-field';
import { AlertDialog, Dialog, Drawer } from '@telink/ui/dialog';
import { GridList, GridListItem } from '@telink/ui/list';
import { MenuButton } from '@telink/ui/menu';
import { Popover } from '@telink/ui/popover';
import { TagField } from '@telink/ui/tag-field';
import css from './gallery.module.css';

const people: readonly Recipient[] = [
  { name: 'Amina Haddad', address: 'amina.haddad@example.com', valid: true },
  { name: 'Amir Lindahl', address: 'amir@example.se', valid: true },
];

export default function Heavy() {
  const [open, setOpen] = useState<'dialog' | 'alert' | 'drawer' | 'popover'>();
  const [to, setTo] = useState<readonly Recipient[]>([
    { name: 'Tove Sandström', address: 'tove@example.com', valid: true },
    { name: '', address: 'oskar@', valid: isAddress('oskar@') },
  ]);
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>('2026-11-24');
  const [plan, setPlan] = useState<string | null>(null);
  const why = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(undefined);
  return (
    <main className={css['page']}>
      <PageHead title="Det som flyter" />
      <section className={css['part']}>
        <h2>Mottagare</h2>
        <div className={css['compose']}>
          <TagField
            label="Till"
            value={to}
            onChange={setTo}
            onText={setText}
            suggestions={people.filter(
              (one) => text !== '' && `${one.name} ${one.address}`.toLowerCase().includes(text.toLowerCase()),
            )}
            end={
              <>
                <Button kind="quiet" size="small">
                  Kopia
                </Button>
                <Button kind="quiet" size="small">
                  Dold
                </Button>
              </>
            }
          />
        </div>
      </section>
      <section className={css['part']}>
        <h2>Välja</h2>
        <div className={css['grid']}>
          <DateField
            label="Från och med"
            value={day}
            onChange={setDay}
            hint="Tidigast i dag."
            min="2026-11-24"
          />
          <ComboBox
            label="Abonnemang"
            value={plan}
            onChange={setPlan}
            options={[
              { id: 'a', label: 'Mobil 40 GB', detail: '299 kr' },
              { id: 'b', label: 'Mobil fri', detail: '449 kr' },
            ]}
          />
        </div>
        <div className={css['line']}>
          <MenuButton
            label="Flytta"
            icon="folder-input"
            items={[
              { label: 'Arkiv', icon: 'archive', keys: 'e' },
              { label: 'Projekt', icon: 'folder', items: [{ label: 'Sjöbodarna' }, { label: 'Kv. Linden' }] },
              'separator',
              { kind: 'heading', label: 'Senast', items: [{ label: 'Anbud', icon: 'folder' }] },
              { label: 'Radera', icon: 'trash-2', danger: true, keys: 'del' },
            ]}
          />
          <Button onClick={() => setOpen('dialog')}>Fråga</Button>
          <Button kind="danger" onClick={() => setOpen('alert')}>
            Radera kontot
          </Button>
          <Button onClick={() => setOpen('drawer')}>Brevlådor</Button>
          <button type="button" ref={why} onClick={() => setOpen('popover')}>
            6,90
          </button>
        </div>
        <GridList aria-label="Lista" selectionMode="multiple">
          <GridListItem textValue="Ett">Ett</GridListItem>
          <GridListItem textValue="Två">Två</GridListItem>
        </GridList>
      </section>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Varför öppnar du kunden?"
        acts={
          <>
            <Button kind="quiet" onClick={close}>
              Avbryt
            </Button>
            <Button kind="primary">Öppna i 20 minuter</Button>
          </>
        }
      >
        <p>Kunden ser ditt skäl, din roll och tiden. Inte ditt namn.</p>
        <RadioCards
          label="Skäl"
          hideLabel
          value="case"
          onChange={() => {}}
          options={[
            { value: 'case', label: 'Ärende 2026-1184', hint: 'Rättelse av adress, begärd i går av kunden' },
            { value: 'call', label: 'Kunden ringer nu', hint: 'Kräver motringning eller engångskod' },
          ]}
        />
        <TextField label="Vad behöver du göra?" />
        <Banner kind="explain" icon="eye" fact="Du får se namn, adress och tjänster i 20 minuter.">
          Samtal visas inte för det här skälet.
        </Banner>
      </Dialog>
      <AlertDialog
        open={open === 'alert'}
        onClose={close}
        title="Radera alla uppgifter?"
        act={{ label: 'Radera 38 fält', run: close, danger: true }}
      >
        <p>38 fält raderas nu. Det går inte att ångra.</p>
      </AlertDialog>
      <Drawer open={open === 'drawer'} onClose={close} title="Brevlådor">
        <nav aria-label="Brevlådor">Inkorg</nav>
      </Drawer>
      <Popover open={open === 'popover'} onClose={close} anchor={why} title="Varför 6,90?" kind="birch">
        <p>3 påbörjade minuter à 2,00 och öppningsavgift 0,90.</p>
      </Popover>
    </main>
  );
}
