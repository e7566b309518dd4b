import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import css from './dialog.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** A question. */
  readonly title: string;
  readonly children?: ReactNode | undefined;
  /** The answers, the primary last. Give the safe one `autoFocus`. */
  readonly acts?: ReactNode | undefined;
  /** 720 instead of 440. */
  readonly wide?: boolean | undefined;
  /** Whether Escape and a press outside close it. */
  readonly dismissable?: boolean | undefined;
}

/** Asks one thing over a scrim; a sheet from below on phones. Focus stays inside and goes back where it came from. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  acts,
  wide = false,
  dismissable = true,
}: DialogProps) {
  const words = useWords(own);
  return (
    <ModalOverlay
      className={css['scrim'] ?? ''}
      isOpen={open}
      isDismissable={dismissable}
      isKeyboardDismissDisabled={!dismissable}
      onOpenChange={(next) => next || onClose()}
    >
      <Modal className={cx(css['modal'], wide && css['wide'])}>
        <AriaDialog className={css['dialog'] ?? ''} data-own-keys="">
          <div className={css['head']}>
            <Heading slot="title" className={css['title'] ?? ''}>
              {title}
            </Heading>
            {dismissable && acts === undefined ? (
              <IconButton icon="x" label={words.close} onClick={onClose} />
            ) : null}
          </div>
          {children === undefined ? null : <div className={css['body']}>{children}</div>}
          {acts === undefined ? null : <div className={css['acts']}>{acts}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface AlertDialogProps {
  readonly open: boolean;
  /** Called for the safe answer, Escape included. */
  readonly onClose: () => void;
  readonly title: string;
  /** What happens, and what cannot be undone. */
  readonly children: ReactNode;
  readonly act: {
    readonly label: string;
    readonly run: () => void;
    readonly danger?: boolean | undefined;
    readonly busy?: boolean | undefined;
  };
  /** The safe answer. «Avbryt» when not said. */
  readonly safe?: string | undefined;
}

/** Only before what cannot be undone. The safe answer has focus. */
export function AlertDialog({ open, onClose, title, children, act, safe }: AlertDialogProps) {
  const words = useWords(own);
  return (
    <ModalOverlay
      className={css['scrim'] ?? ''}
      isOpen={open}
      isDismissable={false}
      onOpenChange={(next) => next || onClose()}
    >
      <Modal className={css['modal'] ?? ''}>
        <AriaDialog role="alertdialog" className={css['dialog'] ?? ''} data-own-keys="">
          <Heading slot="title" className={css['title'] ?? ''}>
            {title}
          </Heading>
          <div className={css['body']}>{children}</div>
          <div className={css['acts']}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the safe answer of an alert dialog has focus (ARIA APG) */}
            <Button kind="quiet" onClick={onClose} autoFocus>
              {safe ?? words.cancel}
            </Button>
            <Button kind={act.danger === true ? 'final' : 'primary'} busy={act.busy} onClick={act.run}>
              {act.label}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** `start` for navigation on granite, `end` for details on snow. */
  readonly from?: 'start' | 'end' | undefined;
  readonly children: ReactNode;
}

/** A panel from the side: mailboxes where there is no room for them. */
export function Drawer({ open, onClose, title, from = 'start', children }: DrawerProps) {
  const words = useWords(own);
  return (
    <ModalOverlay
      className={cx(css['drawerScrim'], from === 'end' && css['fromEnd'])}
      isOpen={open}
      isDismissable
      onOpenChange={(next) => next || onClose()}
    >
      <Modal className={css['drawer'] ?? ''}>
        <AriaDialog className={css['drawerBody'] ?? ''} data-own-keys="">
          <div className={css['drawerHead']}>
            <Heading slot="title">{title}</Heading>
            <IconButton icon="x" label={words.close} onClick={onClose} />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
