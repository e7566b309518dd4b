import { cloneElement, useId, type ReactElement } from 'react';
import { tip } from './tip-data.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Gives a control a tooltip that adds something to its name; the text is also its description. */
export function Tooltip({
  text,
  children,
}: {
  readonly text: string;
  readonly children: ReactElement<{ 'aria-describedby'?: string }>;
}) {
  const id = useId();
  return (
    <>
      {cloneElement(children, { 'aria-describedby': id, ...tip(text) })}
      <VisuallyHidden id={id}>{text}</VisuallyHidden>
    </>
  );
}
