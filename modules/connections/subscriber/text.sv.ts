export const sv = {
  title: 'Konton',
  lead: 'Konton som du har anslutit till Telink. Bara du ser dem.',
  loading: 'Läser in dina konton',
  list: 'Anslutna konton',
  connect: 'Anslut Microsoft 365',
  another: 'Anslut ett konto till',
  again: 'Anslut igen',
  tryAgain: 'Försök igen',
  signInAgain: 'Logga in hos Microsoft',
  none: 'Inget konto är anslutet.',
  firstTitle: 'Dina mejl, direkt från Microsoft 365',
  first: 'Du loggar in hos Microsoft och säger ja där. Sedan är mejlen här.',
  nothingOffered: 'Här går inga konton att ansluta ännu.',
  openMail: 'Öppna mejlen',
  disconnect: 'Koppla från',
  since: (date: string) => `Anslutet sedan ${date}`,
  used: (when: string) => `Använt senast ${when}`,
  asked: (date: string) => `Väntar sedan ${date}`,
  unnamed: 'Microsoft 365-konto',
  unknownAccount: 'Vi vet vems kontot är först när anslutningen är klar.',

  what: {
    title: 'Vad det innebär',
    direct: 'Vi lagrar inte dina mejl. De hämtas direkt från Microsoft 365 till din webbläsare.',
    verbs: 'Telink får läsa, ändra och skicka mejl, och ändra inställningarna för din brevlåda. Inget mer.',
    key: 'Vi sparar en krypterad nyckel, som bara används medan du är inloggad. Den raderas när du kopplar från.',
    end: 'Du kan koppla från när du vill.',
  },

  state: {
    connected: 'Anslutet',
    asked: 'Väntar på administratör',
    granted: 'Godkänt, anslut nu',
    refused: 'Administratören sa nej',
    revoked: 'Behöver anslutas igen',
    partial: 'Godkännandet räcker inte',
    claims: 'Behöver ny inloggning',
  },
  revoked: {
    fact: 'Microsoft släpper inte längre in Telink.',
    rest: 'Lösenordet kan ha bytts eller godkännandet ha tagits tillbaka. Det som fanns i webbläsaren är rensat. Inget har försvunnit hos Microsoft.',
  },
  claims: {
    fact: 'Din organisation vill att du loggar in igen.',
    rest: 'Det kan gälla tvåstegsverifiering. Det du redan har läst in finns kvar.',
  },
  partial: 'Telink fick inte allt som mejlen behöver.',
  partialMissing: (missing: string) => `Det som saknas: ${missing}. Inget är sparat än.`,
  scopes: {
    'Mail.ReadWrite': 'läsa och ändra mejl',
    'Mail.Send': 'skicka mejl',
    'MailboxSettings.ReadWrite': 'inställningar för brevlådan',
    offline_access: 'behålla åtkomsten',
  },

  admin: {
    fact: 'Din administratör behöver godkänna Telink.',
    rest: 'Skicka länken, så ser du här när det är klart.',
    granted: { fact: 'Din administratör har godkänt Telink.', rest: 'Anslut kontot, så är mejlen här.' },
    refused: {
      fact: 'Din administratör sa nej.',
      rest: 'Prata med den som sköter Microsoft 365 hos er. Du kan skicka en ny länk.',
    },
    get: 'Hämta länk',
    renew: 'Ny länk',
    copy: 'Kopiera länk',
    copied: 'Länken är kopierad.',
    label: 'Länk till administratören',
    until: (date: string) => `Gäller till ${date}. En ny länk ersätter den här.`,
    copyYourself: 'Markera länken och kopiera den.',
  },

  ask: {
    title: (account: string) => `Koppla från ${account}?`,
    titleUnnamed: 'Sluta vänta på administratören?',
    here: 'Här försvinner nyckeln, namnet och adressen hos oss, och allt som Telink sparat av kontot i webbläsaren.',
    there:
      'Hos Microsoft finns dina mejl kvar, och ditt godkännande. Microsoft låter oss inte ta bort det åt dig.',
    hour: 'Det som webbläsaren redan fått för att hämta mejl slutar gälla inom ungefär en timme.',
    waiting: 'Länken till administratören slutar gälla. Inget konto har anslutits.',
    drafts: 'Ändringar som väntar på att skickas går förlorade.',
    act: 'Koppla från',
    actUnnamed: 'Sluta vänta',
    keep: 'Behåll',
  },
  done: {
    fact: 'Kontot är frånkopplat.',
    rest: 'Hos oss är nyckeln, namnet och adressen raderade.',
    alive: (time: string) =>
      `Åtkomsten som webbläsaren fick gäller till ${time} och går inte att dra tillbaka tidigare.`,
    there: 'Ditt godkännande ligger kvar hos Microsoft tills du tar bort det:',
    work: 'jobb- eller skolkonto',
    private: 'privat konto',
    waiting: 'Du väntar inte längre på administratören.',
  },

  outcome: {
    connected: { fact: 'Kontot är anslutet.', rest: 'Mejlen hämtas direkt från Microsoft 365.' },
    updated: { fact: 'Kontot är redan anslutet.', rest: 'Anslutningen är förnyad.' },
    partial: {
      fact: 'Telink fick inte allt som mejlen behöver.',
      rest: 'Anslut igen och låt alla rutor vara ikryssade.',
    },
    refused: { fact: 'Du avbröt hos Microsoft.', rest: 'Inget är anslutet och inget är sparat.' },
    'pending-admin': {
      fact: 'Din organisation kräver att en administratör godkänner Telink.',
      rest: 'Hämta en länk att skicka vidare.',
    },
    blocked: {
      fact: 'Din organisation tillåter inte inloggningen.',
      rest: 'Prata med den som sköter Microsoft 365 hos er. Inget är sparat.',
    },
    expired: { fact: 'Anslutningen hann gå ut.', rest: 'Du har 10 minuter på dig. Börja om.' },
    mismatch: {
      fact: 'Anslutningen gick inte att slutföra.',
      rest: 'Svaret hörde inte till den här inloggningen. Börja om.',
    },
    'other-person': {
      fact: 'Någon annan påbörjade den anslutningen.',
      rest: 'Logga in som den personen, eller börja om här.',
    },
    'provider-down': {
      fact: 'Microsoft svarar inte just nu.',
      rest: 'Inget är sparat. Försök igen om en stund.',
    },
    'signed-out': { fact: 'Du hann loggas ut.', rest: 'Börja om, så ansluts kontot.' },
  },
  fault: {
    offline: { fact: 'Du är offline.', rest: 'Försök igen när nätet är tillbaka.' },
    'provider-refused': { fact: 'Microsoft svarar inte just nu.', rest: 'Försök igen om en stund.' },
    'not-supported': {
      fact: 'E-post kan anslutas från Microsoft 365.',
      rest: 'Andra leverantörer stöds inte.',
    },
    other: { fact: 'Det gick inte.', rest: 'Inget har ändrats. Försök igen.' },
  },
  failed: { fact: 'Dina konton gick inte att läsa in.', rest: 'Mejlen hos Microsoft är inte påverkade.' },
} as const;
