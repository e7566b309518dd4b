import { ask } from '#session';
import { Button, Explain, FieldError, LinkButton, Section, Select, useWords } from '@telink/ui';
import { useState } from 'react';
import type { PortBody, PortMade } from '#contract/privacy';
import { useDeed } from '../correct/use-own.ts';
import css from './port.module.css';
import { words } from './words.ts';

interface Making {
  readonly made: PortMade | undefined;
  readonly busy: boolean;
  readonly failed: boolean;
  readonly make: (body: PortBody) => void;
}

function useMaking(onMade: () => void): Making {
  const [made, setMade] = useState<PortMade>();
  const deed = useDeed();
  const make = async (body: PortBody): Promise<void> => {
    const done = await deed.run(() => ask<PortMade>('POST', '/api/privacy/port', body));
    if (done === undefined) return;
    setMade(done);
    onMade();
  };
  return { made, busy: deed.busy, failed: deed.refused !== undefined, make: (body) => void make(body) };
}

/** The three ways, simplest first. What is shown once stands on birch where it was asked for. */
export function Ways({
  receivers,
  onMade,
}: {
  readonly receivers: readonly string[];
  readonly onMade: () => void;
}) {
  return (
    <div className={css['stack']}>
      <Download onMade={onMade} />
      <Push receivers={receivers} onMade={onMade} />
      <Pull onMade={onMade} />
    </div>
  );
}

function Download({ onMade }: { readonly onMade: () => void }) {
  const { download: text } = useWords(words);
  const making = useMaking(onMade);
  return (
    <Section title={text.title}>
      <div className={css['part']}>
        <p className={css['muted']}>{text.text}</p>
        {making.made?.archive === undefined ? (
          <Button
            kind="primary"
            icon="package-open"
            busy={making.busy}
            onClick={() => making.make({ way: 'archive' })}
          >
            {text.act}
          </Button>
        ) : (
          <Explain>
            <p>{text.ready}</p>
            <LinkButton href={making.made.archive} download="mina-uppgifter.zip" icon="download">
              {text.get}
            </LinkButton>
          </Explain>
        )}
        <Failed making={making} />
      </div>
    </Section>
  );
}

function Push({ receivers, onMade }: { readonly receivers: readonly string[]; readonly onMade: () => void }) {
  const { push: text } = useWords(words);
  const [receiver, setReceiver] = useState(receivers[0] ?? '');
  const [sentTo, setSentTo] = useState('');
  const making = useMaking(onMade);
  return (
    <Section title={text.title}>
      <div className={css['part']}>
        <p className={css['muted']}>{receivers.length === 0 ? text.none : text.text}</p>
        {receivers.length === 0 ? null : (
          <>
            <Select
              label={text.to}
              value={receiver}
              onChange={setReceiver}
              options={receivers.map((value) => ({ value, label: value }))}
            />
            <Button
              icon="send"
              busy={making.busy}
              onClick={() => {
                setSentTo(receiver);
                making.make({ way: 'push', receiver });
              }}
            >
              {text.act}
            </Button>
          </>
        )}
        {making.made?.code === undefined ? null : (
          <Explain>
            <p>{text.code(sentTo)}</p>
            <p className={css['secret']}>{making.made.code}</p>
          </Explain>
        )}
        <Failed making={making} />
      </div>
    </Section>
  );
}

function Pull({ onMade }: { readonly onMade: () => void }) {
  const { pull: text } = useWords(words);
  const making = useMaking(onMade);
  return (
    <Section title={text.title}>
      <div className={css['part']}>
        <p className={css['muted']}>{text.text}</p>
        <Button icon="key-round" busy={making.busy} onClick={() => making.make({ way: 'pull' })}>
          {text.act}
        </Button>
        {making.made?.token === undefined ? null : (
          <Explain title={text.token} end={text.once}>
            <p className={css['secret']}>{making.made.token}</p>
            <p className={css['muted']}>{text.address}</p>
            <p className={css['plain']}>{making.made.address}</p>
          </Explain>
        )}
        <Failed making={making} />
      </div>
    </Section>
  );
}

function Failed({ making }: { readonly making: Making }) {
  const { problem } = useWords(words);
  return <div aria-live="polite">{making.failed ? <FieldError>{problem}</FieldError> : null}</div>;
}
