import type { QuoteWords } from './answer.ts';

const date = (locale: string) => {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  return (at: number): string => format.format(at);
};

const name = (person: { readonly name: string; readonly address: string } | null): string =>
  person?.name || person?.address || '';

/** The words around a quoted message, by the mailbox's language. Swedish unless it says English. */
export function quoteWords(language: string): QuoteWords {
  if (language.toLowerCase().startsWith('en')) {
    const when = date('en-GB');
    return {
      intro: (message) => `On ${when(message.receivedAt)}, ${name(message.from)} wrote:`,
      forwarded: {
        title: '---------- Forwarded message ----------',
        from: 'From',
        sent: 'Sent',
        to: 'To',
        subject: 'Subject',
      },
      date: when,
    };
  }
  const when = date('sv-SE');
  return {
    intro: (message) => `${when(message.receivedAt)} skrev ${name(message.from)}:`,
    forwarded: {
      title: '---------- Vidarebefordrat meddelande ----------',
      from: 'Från',
      sent: 'Skickat',
      to: 'Till',
      subject: 'Ämne',
    },
    date: when,
  };
}
