import { createContext, use, type AnchorHTMLAttributes, type ReactNode } from 'react';
import css from './link.module.css';
import { cx } from './cx.ts';

/** What a link needs from whoever draws it; the app's router, or a plain anchor. */
export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly href: string;
  readonly [data: `data-${string}`]: string | undefined;
};

export type RenderLink = (props: LinkProps) => ReactNode;

const Links = createContext<RenderLink>((props) => <a {...props} />);

/** Gives every link of the parts to the app's router. */
export function LinkProvider({
  renderLink,
  children,
}: {
  readonly renderLink: RenderLink;
  readonly children: ReactNode;
}) {
  return <Links value={renderLink}>{children}</Links>;
}

/** A link without a look of its own, drawn by the app's router. */
export function BareLink(props: LinkProps) {
  return use(Links)(props);
}

/** A link inside running text. `external` opens apart and says nothing of where it came from. */
export function Link({
  external = false,
  className,
  ...rest
}: LinkProps & { readonly external?: boolean | undefined }) {
  const all = { ...rest, className: cx(css['link'], className) };
  if (external) return <a {...all} target="_blank" rel="noopener noreferrer" />;
  return <BareLink {...all} />;
}
