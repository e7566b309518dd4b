import { useState } from 'react';
import {
  Checkbox,
  Link,
  PasswordField,
  RadioCards,
  SearchField,
  Segments,
  Select,
  Switch,
  TextArea,
  TextField,
} from '@telink/ui';
import css from './gallery.module.css';

export function Fields() {
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
