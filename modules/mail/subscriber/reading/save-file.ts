/** Hands a file to the browser's downloads. The object URL lives until the browser has surely taken it. */
export function saveFile(file: File): void {
  // Never a type a browser would open in our origin: what comes by mail is saved, not shown.
  const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.rel = 'noopener';
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
