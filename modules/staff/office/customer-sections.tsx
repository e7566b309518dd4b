import { Skeleton, useWords } from '@telink/ui';
import { createContext, lazy, Suspense, use, useMemo, type ComponentType, type ReactNode } from 'react';
import type { StaffRole } from '../pure/closed-lists.ts';
import { useMe } from './presence.ts';
import { words } from './words.ts';

export interface SectionProps {
  readonly customer: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** What another slice shows on a customer's page: services, invoices, usage. Loaded when the page is; drawn only while a case is open. */
export interface CustomerSection {
  readonly name: string;
  /** Low comes first. */
  readonly order: number;
  /** Absent: everybody who works with customers. */
  readonly roles?: readonly StaffRole[];
  readonly load: () => Promise<{ readonly default: ComponentType<SectionProps> }>;
}

const Sections = createContext<readonly CustomerSection[]>([]);

/** The office's shell names the slices' sections here: no slice knows them all. */
export function CustomerSectionsProvider({
  sections,
  children,
}: {
  readonly sections: readonly CustomerSection[];
  readonly children: ReactNode;
}) {
  return <Sections value={sections}>{children}</Sections>;
}

export function CustomerSections({ customer, people }: SectionProps) {
  const said = useWords(words);
  const { staff } = useMe();
  const sections = use(Sections);
  const drawn = useMemo(
    () =>
      sections
        .filter(({ roles }) => roles === undefined || roles.some((role) => staff.roles.includes(role)))
        .toSorted((a, b) => a.order - b.order)
        .map(({ name, load }) => ({ name, Part: lazy(load) })),
    [sections, staff],
  );
  return drawn.map(({ name, Part }) => (
    <Suspense key={name} fallback={<Skeleton label={said.loading} rows={3} />}>
      <Part customer={customer} people={people} />
    </Suspense>
  ));
}
