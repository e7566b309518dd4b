/** One form of an e-mail address, so that one address has one blind index. Local parts are compared without case, as every large provider does. @returns undefined when it is none. */
export function readEmail(text: string): string | undefined {
  const address = text.trim().normalize('NFC').toLowerCase();
  return /^[^\s@<>"(),;:\\]{1,64}@[^\s@<>"(),;:\\]{1,255}\.[^\s@.<>"(),;:\\]{2,63}$/u.test(address)
    ? address
    : undefined;
}

/** A phone number as E.164 (ITU-T). A number without a country is Swedish. @returns undefined when it is none. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/\(0\)|[\s()./-]/g, '');
  const international = digits.startsWith('+')
    ? digits
    : digits.startsWith('00')
      ? `+${digits.slice(2)}`
      : /^0[1-9]/.test(digits)
        ? `+46${digits.slice(1)}`
        : digits;
  return /^\+[1-9]\d{6,14}$/.test(international) ? international : undefined;
}
