import type { IconName } from '@telink/ui';
import type { Attachment } from '../engine/types.ts';

/** The drawing for a file, from its type and, where that says nothing, its name. */
export function fileIcon({ type, name, kind }: Pick<Attachment, 'type' | 'name' | 'kind'>): IconName {
  if (kind === 'message' || type === 'message/rfc822') return 'mail';
  if (kind === 'link') return 'link';
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (type.startsWith('image/') || ['png', 'jpg', 'jpeg', 'gif', 'webp', 'heic'].includes(ending))
    return 'image';
  if (type === 'text/calendar' || ending === 'ics') return 'calendar';
  if (/zip|compressed|x-tar|x-7z|rar/.test(type) || ['zip', '7z', 'rar', 'gz', 'tar'].includes(ending))
    return 'file-archive';
  if (/spreadsheet|excel|csv/.test(type) || ['xls', 'xlsx', 'csv', 'ods'].includes(ending))
    return 'file-spreadsheet';
  if (/html|xml|json|javascript/.test(type)) return 'file-code';
  return 'file-text';
}

/** Whether looking at it here may show more than its name. */
export function canPreview({ type, name, kind }: Pick<Attachment, 'type' | 'name' | 'kind'>): boolean {
  if (kind === 'message') return true;
  if (kind === 'link') return false;
  const icon = fileIcon({ type, name, kind });
  return (
    icon === 'image' ||
    icon === 'calendar' ||
    icon === 'mail' ||
    icon === 'file-code' ||
    type === 'application/pdf' ||
    type.startsWith('text/') ||
    /\.(pdf|txt|md|log|csv|eml)$/i.test(name)
  );
}
