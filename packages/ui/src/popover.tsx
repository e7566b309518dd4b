import type { ReactNode, RefObject } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import css from './menu.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface PopoverProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What it belongs to; it stands beside, never over. */
  readonly anchor: RefObject<Element | null>;
  readonly title: string;
  /** `birch` for explanations, `plain` for anything else. */
  readonly kind?: 'birch' | 'plain' | undefined;
  readonly placement?:
    | 'bottom'
    | 'bottom start'
    | 'bottom end'
    | 'left'
    | 'right'
    | 'top'
    | 'top end'
    | undefined;
  readonly children: ReactNode;
}

/** Something small beside what it belongs to. «Varför 6,90?» opens one on birch. */
export function Popover({
  open,
  onClose,
  anchor,
  title,
  kind = 'plain',
  placement = 'bottom end',
  children,
}: PopoverProps) {
  const words = useWords(own);
  return (
    <AriaPopover
      className={cx(css['popover'], css[kind])}
      triggerRef={anchor}
      isOpen={open}
      onOpenChange={(next) => next || onClose()}
      placement={placement}
      offset={6}
    >
      <AriaDialog data-own-keys="">
        <div className={css['popHead']}>
          <Heading slot="title">{title}</Heading>
          <IconButton icon="x" label={words.close} size="small" onClick={onClose} />
        </div>
        {children}
      </AriaDialog>
    </AriaPopover>
  );
}
