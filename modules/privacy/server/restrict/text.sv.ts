/** Beskedet innan en frysning hävs. */
export const sv = {
  subject: 'Frysningen av dina uppgifter hävs',
  text: (link: string): string =>
    `Hej!\n\nDu har bett oss att inte använda vissa av dina uppgifter. Nu är frågan löst, och vi kommer att häva frysningen. Då används uppgifterna som vanligt igen.\n\nHär ser du vad det gäller, och kan säga ifrån:\n${link}\n`,
};
