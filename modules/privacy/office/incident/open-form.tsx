import { ask, useAct } from '#office/staff';
import type { IncidentKind, IncidentList, OpenIncident } from '#contract/privacy';
import { Banner, Button, Checkbox, Select, TextArea, TextField, useWords } from '@telink/ui';
import { useState, type FormEvent } from 'react';
import css from './incident.module.css';
import { words } from './words.ts';

const KINDS: readonly IncidentKind[] = ['disclosed', 'lost', 'changed', 'unavailable'];
const ANYONE = 'anyone';
/** What the field holds, in the browser's own zone, as a moment. */
const momentOf = (local: string): string | undefined =>
  Number.isNaN(Date.parse(local)) ? undefined : new Date(local).toISOString();

/** What is known in the first hour: the rest is found in the audit chain and the data map. */
export function OpenForm({
  places,
  staff,
  onDone,
  onClose,
}: Pick<IncidentList, 'places' | 'staff'> & {
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const said = useWords(words);
  const act = useAct();
  const [kind, setKind] = useState<IncidentKind>('disclosed');
  const [times, setTimes] = useState({ aware: '', began: '', ended: '' });
  const [to, setTo] = useState({ pts: true, imy: true, people: true });
  const [place, setPlace] = useState(places.includes('kunddata') ? 'kunddata' : (places[0] ?? ''));
  const [through, setThrough] = useState(ANYONE);
  const [description, setDescription] = useState('');
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const [awareAt, beganAt, endedAt] = [times.aware, times.began, times.ended].map(momentOf);
    const authorities = (['pts', 'imy'] as const).filter((one) => to[one]);
    if (
      awareAt === undefined ||
      beganAt === undefined ||
      endedAt === undefined ||
      authorities.length === 0 ||
      description.trim() === ''
    )
      return act.say(said.missing);
    const body: OpenIncident = {
      kind,
      authorities: [...authorities],
      peopleAtRisk: to.people,
      awareAt,
      beganAt,
      endedAt,
      places: [place],
      ...(through === ANYONE ? {} : { throughStaff: through }),
      description: description.trim(),
    };
    if (await act.run(() => ask('POST', '/api/office/incidents', body))) onDone();
  };
  const time = (name: keyof typeof times, label: string, hint?: string) => (
    <TextField
      type="datetime-local"
      label={label}
      hint={hint}
      value={times[name]}
      onChange={(value) => setTimes({ ...times, [name]: value })}
    />
  );
  return (
    <form className={css['form']} aria-label={said.open} noValidate onSubmit={(event) => void send(event)}>
      <Select
        label={said.kind}
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: said.kinds[value] }))}
      />
      <div className={css['times']}>
        {time('aware', said.aware)}
        {time('began', said.began)}
        {time('ended', said.ended, said.ended_hint)}
      </div>
      <fieldset className={css['who']}>
        <legend>{said.authorities}</legend>
        {(['pts', 'imy', 'people'] as const).map((one) => (
          <Checkbox
            key={one}
            label={said[one]}
            checked={to[one]}
            onChange={(checked) => setTo({ ...to, [one]: checked })}
          />
        ))}
      </fieldset>
      <div className={css['times']}>
        <Select
          label={said.place}
          value={place}
          onChange={setPlace}
          options={places.map((value) => ({
            value,
            label: (said.categories as Readonly<Record<string, string>>)[value] ?? value,
          }))}
        />
        <Select
          label={said.through}
          value={through}
          onChange={setThrough}
          options={[
            { value: ANYONE, label: said.anyone },
            ...staff.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <TextArea
        label={said.description}
        hint={said.description_hint}
        value={description}
        maxLength={4000}
        rows={4}
        onChange={setDescription}
      />
      {act.problem === undefined ? null : <Banner kind="danger" role="alert" fact={act.problem} />}
      <div className={css['acts']}>
        <Button type="submit" kind="primary" busy={act.busy}>
          {said.act}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {said.cancel}
        </Button>
      </div>
    </form>
  );
}
