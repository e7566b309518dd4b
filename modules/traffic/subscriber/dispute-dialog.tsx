import { ask, CallFailed } from '#session';
import { Button, showToast, TextArea, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import { useState } from 'react';
import type { DisputeAnswer } from '../contract.ts';
import { words } from './words.ts';

/** «Stämmer inte?»: the one who pays says what is wrong; what was written stays until it has gone. */
export function DisputeDialog({
  record,
  onClose,
  onSent,
}: {
  readonly record: string;
  readonly onClose: () => void;
  readonly onSent: () => void;
}) {
  const said = useWords(words).dispute;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = (): void => {
    if (reason.trim() === '') {
      setProblem(said.needed);
      return;
    }
    setBusy(true);
    void ask<DisputeAnswer>('POST', '/api/usage/dispute', { record, reason: reason.trim() }).then(
      ({ billed }) => {
        onSent();
        onClose();
        showToast({ text: billed ? said.sent.billed : said.sent.open });
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(error instanceof CallFailed && error.code === 'offline' ? said.offline : said.failed);
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={said.title}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {said.cancel}
          </Button>
          <Button kind="primary" busy={busy} onClick={send}>
            {said.send}
          </Button>
        </>
      }
    >
      <p>{said.lead}</p>
      <TextArea
        label={said.reason}
        value={reason}
        maxLength={2000}
        rows={4}
        error={problem}
        onChange={(text) => {
          setReason(text);
          setProblem(undefined);
        }}
      />
    </Dialog>
  );
}
