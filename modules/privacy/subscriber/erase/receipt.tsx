import { announce, Button, Explain, Link, showToast, useLanguage, useWords } from '@telink/ui';
import { useEffect, useRef } from 'react';
import css from './erase.module.css';
import { receiptAddress, words } from './words.ts';

/** An erasure that is under way: its receipt, which is read without an account, and its address to keep. */
export function Receipt({ id, focus }: { readonly id: string; readonly focus: boolean }) {
  const { pending: text } = useWords(words);
  const { language } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    heading.current?.focus();
    announce(text.title);
  }, [focus, text.title]);
  const path = receiptAddress(id, language);
  const address = `${location.origin}${path}`;
  const copy = (): void => {
    void navigator.clipboard.writeText(address).then(
      () => showToast({ text: text.copied }),
      () => showToast({ text: text.notCopied }),
    );
  };
  return (
    <Explain>
      <div className={css['receipt']}>
        <h2 ref={heading} tabIndex={-1}>
          {text.title}
        </h2>
        <p>{text.text}</p>
        <p className={css['muted']}>
          {text.address}
          <span className={css['address']}>{address}</span>
        </p>
        <div className={css['acts']}>
          <Button icon="copy" onClick={copy}>
            {text.copy}
          </Button>
          <Link href={path} external>
            {text.link}
          </Link>
        </div>
      </div>
    </Explain>
  );
}
