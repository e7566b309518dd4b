import { useWords } from '@telink/ui';
import { AlertDialog } from '@telink/ui/dialog';
import type { ConnectionView, DisconnectAnswer } from '../contract.ts';
import css from './accounts.module.css';
import { FaultNote } from './fault-note.tsx';
import { useAccounts } from './provide.tsx';
import { useAct } from './use-accounts.ts';
import { words } from './words.ts';

export interface DisconnectDialogProps {
  readonly connection: ConnectionView;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: (answer: DisconnectAnswer) => void;
}

/** Says before what goes here, what stays at Microsoft and for how long something lives on. */
export function DisconnectDialog({ connection, open, onClose, onDone }: DisconnectDialogProps) {
  const said = useWords(words);
  const accounts = useAccounts();
  const act = useAct(accounts.disconnect);
  const waits = connection.state === 'pending-admin' && connection.address === '';
  const run = async (): Promise<void> => {
    const answer = await act.run(connection.id);
    if (answer) onDone(answer);
  };
  const close = (): void => {
    act.forget();
    onClose();
  };
  return (
    <AlertDialog
      open={open}
      onClose={close}
      title={
        waits
          ? said.ask.titleUnnamed
          : said.ask.title(connection.address === '' ? said.unnamed : connection.address)
      }
      safe={said.ask.keep}
      act={{
        label: waits ? said.ask.actUnnamed : said.ask.act,
        run: () => void run(),
        danger: true,
        busy: act.busy,
      }}
    >
      <div className={css['truth']}>
        {waits ? (
          <p>{said.ask.waiting}</p>
        ) : (
          <>
            <p>{said.ask.here}</p>
            <p>{said.ask.there}</p>
            <p>{said.ask.hour}</p>
            <p>{said.ask.drafts}</p>
          </>
        )}
        <FaultNote code={act.fault} />
      </div>
    </AlertDialog>
  );
}
