import { screens as billing } from '#office/billing';
import { screens as prices } from '#office/prices';
import { screens as privacy, sections as rights } from '#office/privacy';
import { screens as staff, type CustomerSection, type OfficeScreen } from '#office/staff';
import { screens as traffic } from '#office/traffic';

/** Every screen of the office, slice by slice. */
export const screens: readonly OfficeScreen[] = [...staff, ...traffic, ...prices, ...billing, ...privacy];

/** What the slices show on a customer's page. */
export const customerSections: readonly CustomerSection[] = [...rights];
