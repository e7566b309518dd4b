import { screens as staff, type CustomerSection, type OfficeScreen } from '#office/staff';

/** Every screen of the office, slice by slice. */
export const screens: readonly OfficeScreen[] = [...staff];

/** What the slices show on a customer's page. */
export const customerSections: readonly CustomerSection[] = [];
