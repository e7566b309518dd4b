/**
 * The parts every screen of Telink is built of. Light by design: what leans on heavier machinery has its own door
 * (`@telink/ui/menu`, `/dialog`, `/popover`, `/combobox`, `/tag-field`, `/date-field`, `/list`), so that lazy screens carry it.
 */
import './tokens.css';
import './base.css';

export { announce, LiveRegions } from './announce.tsx';
export { Avatar, hueClass, type AvatarProps } from './avatar.tsx';
export {
  Button,
  buttonClass,
  IconButton,
  iconButtonClass,
  LinkButton,
  SplitButton,
  Toolbar,
  ToolSeparator,
  type ButtonKind,
  type ButtonLook,
  type ButtonProps,
  type IconButtonProps,
} from './button.tsx';
export {
  CategoryChip,
  CategoryDot,
  Chip,
  Count,
  DeadlineChip,
  ProofLine,
  ProofMark,
  shareGone,
  type ChipProps,
  type Proof,
} from './chip.tsx';
export {
  Checkbox,
  RadioCards,
  SegmentLinks,
  Segments,
  Switch,
  type CheckProps,
  type ChoiceProps,
  type Option,
} from './choice.tsx';
export { cx } from './cx.ts';
export { Field, FieldError, type ControlIds, type FieldLook } from './field.tsx';
export { FileField, type FileFieldProps } from './file-field.tsx';
export { hueOf, hues, initialsOf, type Hue } from './hue.ts';
export { Icon, type IconProps } from './icon.tsx';
export type { IconName } from './icon-data.ts';
export { Kbd } from './kbd.tsx';
export { isApple, setSingleKeys, useShortcutList, useShortcuts, type Shortcut } from './keys/shortcuts.ts';
export { BareLink, Link, LinkProvider, type LinkProps, type RenderLink } from './link.tsx';
export { Logo } from './logo.tsx';
export {
  applyLook,
  browserLook,
  LookProvider,
  parseLook,
  useLook,
  useTheme,
  type Look,
  type LookStore,
} from './look/look.tsx';
export { NavHeading, NavTree, type NavNode, type NavTreeProps } from './nav-tree.tsx';
export { Explain, Steps } from './explain.tsx';
export { Banner, Empty, ErrorNote, Skeleton, useLate, type BannerProps } from './notice.tsx';
export { OfficeShell, type OfficeShellProps } from './office-shell.tsx';
export { Page, PaneHead, Sheet } from './page.tsx';
export {
  Amount,
  Card,
  Facts,
  Meter,
  PageHead,
  ProgressBar,
  Section,
  type PageHeadProps,
} from './page-parts.tsx';
export { UiProvider, type UiProviderProps } from './provider.tsx';
export { RowBody, rowClass, RowGroup, type RowBodyProps, type RowLook } from './row.tsx';
export { AppShell, Side, SideAccount, type AppShellProps, type NavItem } from './shell.tsx';
export { SearchField, type SearchFieldProps } from './search-field.tsx';
export { Table, type Column, type TableProps } from './table.tsx';
export {
  PasswordField,
  Select,
  TextArea,
  TextField,
  type SelectProps,
  type TextAreaProps,
  type TextFieldProps,
} from './text-field.tsx';
export { tip } from './tip-data.ts';
export { Tooltip } from './tooltip.tsx';
export { dismissToast, showToast, Toasts, undoToast, type Toast } from './toast.tsx';
export { VisuallyHidden } from './visually-hidden.tsx';
export {
  createWords,
  wordGaps,
  type Language,
  type Translated,
  type Word,
  type Words,
} from './words/create-words.ts';
export { createFormat, type Format } from './words/format.ts';
export { LanguageProvider, preferredLanguage, useFormat, useLanguage, useWords } from './words/language.tsx';
