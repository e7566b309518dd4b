import { useRouter } from '@tanstack/react-router';
import type { LinkProps } from '@telink/ui';

/** A link within the app: the router takes a plain click, the browser every other kind. What it leads to is loaded when a pointer or the focus comes near. */
export function InnerLink({ href, onClick, ...rest }: LinkProps) {
  const router = useRouter();
  const near = (): void => void router.preloadRoute({ to: href }).catch(() => undefined);
  return (
    <a
      {...rest}
      href={href}
      onPointerEnter={near}
      onFocus={near}
      onClick={(event) => {
        onClick?.(event);
        if (
          event.defaultPrevented ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey ||
          event.altKey
        )
          return;
        event.preventDefault();
        router.history.push(href);
      }}
    />
  );
}
