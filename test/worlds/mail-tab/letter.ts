/** One plain letter as raw source, from Bo to the given address. */
export const letter = (to: string, subject: string, at = '2026-11-20T10:00:00Z'): Uint8Array =>
  new TextEncoder().encode(
    `From: Bo Berg <bo@example.org>\r\nTo: Anna Ek <${to}>\r\nSubject: ${subject}\r\nDate: ${new Date(at).toUTCString()}\r\n` +
      `Message-ID: <${encodeURIComponent(subject)}@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBrödtext till ${subject}\r\n`,
  );
