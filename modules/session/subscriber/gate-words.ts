import { createWords } from '@telink/ui';

/** What is said before it is known who is there; the rest of the slice's words come with its screens. */
export const gateWords = createWords({
  sv: {
    checking: 'Kontrollerar inloggningen',
    unreachable: {
      title: 'Telink svarar inte just nu.',
      body: 'Inget visas förrän vi vet att du är inloggad.',
    },
  },
  en: {
    checking: 'Checking your sign-in',
    unreachable: {
      title: 'Telink isn’t answering just now.',
      body: 'Nothing is shown until we know that you are signed in.',
    },
  },
});
