/** Stands in every archive. */
export const README: string = `Uppgifter du har lämnat eller som kommer av att du använt våra tjänster
(dataskyddsförordningen artikel 20).

data.json                 allt, enligt portability.schema.json
csv/                      samma uppgifter, en fil för varje tabell
calls.csv                 dina samtal, meddelanden och din dataanvändning
contact.vcf               dina kontaktuppgifter (vCard 4.0)
manifest.json             kontrollsumma (SHA-256) för varje fil
manifest.sig              vår underskrift av manifest.json (Ed25519);
                          nyckeln finns på /.well-known/telink/keys.json

Mejl, kalender och kontakter finns inte här. Vi lagrar dem inte: de ligger
kvar hos den leverantör du har kopplat.

---

Data you have given us, or that came from your use of our services
(GDPR Article 20).

data.json                 everything, by portability.schema.json
csv/                      the same data, one file for each table
calls.csv                 your calls, messages and use of data
contact.vcf               your contact facts (vCard 4.0)
manifest.json             a checksum (SHA-256) of each file
manifest.sig              our signature of manifest.json (Ed25519);
                          the key is at /.well-known/telink/keys.json

Mail, calendar and contacts are not here. We don't store them: they stay
with the provider you have connected.
`;
