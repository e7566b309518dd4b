import type { Calendar } from './cast.ts';
import { amina, amir, association, elin, henrik, jonas, kontoret, linnea, mehmet, newspaper, operator, oskar, petra, sara, tove, james } from './cast.ts';
import type { Letter, LetterAttachment } from './compose.ts';
import { pdf } from './files.ts';
import type { Row } from './projects.ts';
import { lettersOf } from './projects.ts';

const receipt = (title: string, lines: readonly string[]): LetterAttachment[] => [{ name: `${title}.pdf`, type: 'application/pdf', bytes: pdf(title, lines) }];

/** Sent, drafts, money, archive, junk and bin. */
export function otherLetters(c: Calendar): Letter[] {
  const sent = (rows: readonly Row[]): Letter[] => lettersOf(c, 'sentitems', rows);
  return [
    { id: 'sjo-2', folder: 'sentitems', at: c.today(0.56), from: elin, to: [oskar, tove], answers: ['sjo-1'], subject: 'Sv: Sjöbodarna: reviderade ritningar', text: 'Jag ringer Henrik i morgon bitti och hör vad de menar.\n\nElin' },
    { id: 'lunch-svar', folder: 'sentitems', at: c.day(1, '16:52'), from: elin, to: [oskar], answers: ['lunch-1'], subject: 'Sv: Lunch på onsdag?', text: 'Gärna. Klockan tolv? Jag har platsbesök i hamnen ändå.\n\nElin' },
    ...sent([
      ['farg-3', 5, '09:15', elin, 'Sv: Kv. Linden: färgprover till fasaden', 'Håller med, den gula stryker vi. Kan du måla en större yta av de andra två, Sara?\n\nElin', { to: [oskar, sara], answers: ['farg-1', 'farg-2'] }],
      ['svar-henrik', 3, '08:20', elin, 'Situationsplanen', 'Hej Henrik,\n\nSituationsplanen ritas om nu när översilningsytan är bestämd. Du har den i slutet av veckan.\n\nVänliga hälsningar\nElin Ljungqvist\nBjörkviken Arkitekter', { to: [henrik] }],
      ['li-tegel-svar', 5, '15:10', elin, 'Sv: Tegel till sockeln', 'Ja tack, lägg undan allt. Muren gör vi i puts.\n\nElin', { to: [mehmet], answers: ['li-tegel'] }],
      ['sb-panel-svar', 14, '10:22', elin, 'Re: Panel profile and lead time', 'Hi James,\n\nThen let us say 9 mm, to be on the safe side. Signed drawing on Friday.\n\nElin', { to: [james], answers: ['sb-panel'] }],
      ['svar-petra', 7, '14:30', elin, 'Kvitton oktober', 'Hej Petra,\n\nAlla kvitton ligger i pärmen nu, utom taxin den 14. Den kommer.\n\nElin', { to: [petra] }],
      ['svar-jonas', 10, '11:11', elin, 'Frågor om offerten', 'Hej Jonas,\n\nTvå frågor: ingår lyft från vattnet, och vad kostar samma stomme i gran?\n\nElin', { to: [jonas], bcc: [oskar] }],
      ['svar-ljud', 9, '12:05', elin, 'Sv: Hissen och sovrummen', 'Vi flyttar schaktet. Amir ritar om i dag.\n\nElin', { to: [linnea], cc: [amir], answers: ['li-hiss'] }],
      ['svar-granne', 4, '08:45', elin, 'Sv: Utsikten från Vikstugan', 'Hej Anders,\n\nTack för att du hör av dig. Kan vi ses på platsen? Jag tar med en stör i rätt höjd, så ser vi båda vad det handlar om.\n\nElin Ljungqvist', { to: [{ name: 'Anders Vik', address: 'anders.vik@example.net' }], answers: ['sb-granne'] }],
      ['svar-boende', 19, '09:50', elin, 'Sv: Boendemöte: frågorna', 'Kulören bestämmer styrelsen efter förslag från oss. Alla får se proverna på gaveln först.\n\nElin', { to: [sara], answers: ['li-mote'] }],
      ['svar-bibliotek', 15, '13:13', elin, 'Sv: Biblioteket: tid för intervju', 'Tisdag klockan 10 passar. Vi kommer, Oskar och jag, med en modell och utan film.\n\nElin Ljungqvist', { to: [{ name: 'Ingrid Lund', address: 'ingrid.lund@hamnstaden.example' }], cc: [oskar], answers: ['an-bibliotek-2'] }],
    ]),
    { id: 'utkast-1', folder: 'drafts', at: c.today(0.9), from: elin, to: [tove, oskar], answers: ['sjo-1', 'sjo-2', 'sjo-3'], draft: true, subject: 'Sv: Sjöbodarna: reviderade ritningar', text: 'Hej Tove!\n\nTack, takfoten är mycket bättre så. Jag har ritat in en extra stolpe vid modul 7, se bifogad skiss. Då slipper vi frågan om bärlinan.' },
    { id: 'utkast-2', folder: 'drafts', at: c.day(2, '17:40'), from: elin, to: [], draft: true, subject: 'Till bygglovsgruppen', text: 'Hej,\n\nInför nästa möte vill vi gärna' },
    ...lettersOf(c, 'Ekonomi', [
      ['ek-1', 4, '08:00', operator, 'Kvitto på din betalning', 'Vi har fått 1 206 kr. Tack.'],
      ['ek-2', 10, '09:15', petra, 'Resultat till och med oktober', 'Hej Elin,\n\nIntäkterna är 8 procent högre än i fjol, kostnaderna 3. Den stora skillnaden är konsulterna i Linden.\n\nPetra', { attachments: receipt('Resultat oktober', ['Intäkter            1 842 000', 'Löner                 911 000', 'Konsulter             274 000', 'Lokal och drift       118 000', 'Resultat              539 000']) }],
      ['ek-3', 14, '07:05', { name: 'Hyresvärden', address: 'avi@lokalhyra.example' }, 'Hyresavi för december', 'Hyran för december är 28 400 kr, förfaller den sista november.', { attachments: receipt('Hyresavi', ['Hyra december   28 400 kr', 'OCR 4471 2026 12']) }],
      ['ek-4', 25, '10:40', petra, 'Momsen är inskickad', 'Inskickad i dag. 96 412 kr dras den 12.\n\nPetra'],
      ['ek-5', 31, '13:55', jonas, 'Faktura 20418', 'Faktura för provmontage bifogas. Betalning inom 30 dagar.', { attachments: receipt('Faktura 20418', ['Provmontage, en ram      18 600 kr', 'Moms 25 %                 4 650 kr', 'Att betala               23 250 kr']) }],
      ['ek-6', 34, '08:00', operator, `Din faktura för ${c.monthText(2)} är klar`, '1 206 kr. Så räknade vi:\n\n* Tre abonnemang 897 kr\n* Samtal utanför Sverige 309 kr'],
      ['ek-7', 49, '11:30', petra, 'Årsplan för redovisningen', 'Här är datumen som gäller till årsskiftet. Lägg in dem i kalendern direkt, så slipper jag påminna.\n\nPetra'],
    ]),
    ...lettersOf(c, 'archive', [
      ['ar-1', 40, '09:10', tove, 'Lastantaganden, snö', 'Snölast 2,5 kN per kvadratmeter, formfaktor 0,8. Vind tar jag när vridningen är klar.\n\nTove', { categories: ['Konstruktion'] }],
      ['ar-2', 42, '15:44', henrik, 'Mottagningsbekräftelse', 'Er ansökan har kommit in och fått diarienummer. Handläggare är Henrik Rask.', { categories: ['Bygglov'] }],
      ['ar-3', 46, '12:00', kontoret, 'Höstfest på fredag', 'Vi börjar klockan 18 i verkstan. Oskar lagar fisksoppa. Säg till om du inte äter fisk.'],
      ['ar-4', 55, '10:20', amir, 'Ny version av mallen', 'Ritningshuvudet är uppdaterat. Den gamla mallen ligger kvar till årsskiftet.\n\nAmir'],
      ['ar-5', 58, '14:33', amina, 'Lantmätarens punkter', 'Fyra punkter är inmätta och markerade med rosa. Rör dem inte.\n\nAmina'],
      ['ar-6', 63, '08:50', association, 'Protokoll från årsmötet', 'Protokollet är justerat och ligger på medlemssidan.'],
      ['ar-7', 66, '17:15', oskar, 'Studieresan', 'Två dagar i Bergen, tre hus. Jag har bokat tåg till Oslo och buss därifrån.\n\n/O'],
      ['ar-8', 67, '09:02', amir, 'Sv: Studieresan', 'Jag tar kameran.\n\nAmir', { answers: ['ar-7'] }],
      ['ar-9', 71, '11:11', sara, 'Linden: första mötet', 'Tack för att ni kom. Styrelsen vill gå vidare med er.\n\nSara'],
      ['ar-10', 75, '16:00', newspaper, 'Er sjöbod i nästa nummer', 'Hej,\n\nVi skriver om hus vid vatten i nästa nummer och har valt ert. Får vi en bild i tryckkvalitet före den 1?', { important: true }],
      ['ar-11', 80, '13:20', linnea, 'Offert på ljud', 'Fast pris 42 000 kr för mätning och rapport i Linden.\n\nLinnea'],
      ['ar-12', 88, '10:05', mehmet, 'Besök på fabriken', 'Ni är välkomna när ni vill. Torsdagar bränner vi.\n\nMehmet'],
      ['ar-13', 95, '09:30', petra, 'Semesterlistan', 'Jag behöver era dagar före den 15.\n\nPetra'],
      ['ar-14', 110, '15:15', { name: 'Love Dahl', address: 'love.dahl@example.net' }, 'Tack för studiebesöket', 'Det var det bästa besöket på hela resan.\n\nLove'],
      ['ar-15', 128, '18:00', amina, 'En idé om sjöbodar', 'Hej Elin,\n\nVi ses inte så ofta nu för tiden, men jag har en tomt vid vattnet och en förening som vill bygga. Kan jag bjuda på lunch?\n\nAmina'],
    ]),
    ...lettersOf(c, 'junkemail', [
      ['sk-1', 2, '02:14', { name: 'Lånedirekt', address: 'svar@lana-direkt.example' }, 'Du är förhandsgodkänd', 'Låna upp till 600 000 kr utan säkerhet. Svara JA.', { authentic: 'fail', unread: true }],
      ['sk-2', 3, '04:40', { name: 'Sökordsproffs', address: 'seo@topplacering.example' }, 'Vi tittade på er hemsida', 'Ni syns inte. Det kan vi ändra på för 4 900 kr i månaden.', { authentic: 'none', unread: true }],
      ['sk-3', 6, '23:58', { name: 'Kontosupport', address: 'support@konto-sakerhet.example' }, 'Ditt konto stängs i kväll', 'Bekräfta lösenordet här: https://konto-sakerhet.example/logga-in', { authentic: 'fail' }],
      ['sk-4', 9, '05:21', { name: 'Golf & Vin', address: 'resor@golfvin.example' }, 'Sista platserna till Toscana', 'Fyra dagar, två banor, en vingård.', { authentic: 'none' }],
    ]),
    ...lettersOf(c, 'deleteditems', [
      ['bo-1', 3, '09:00', { name: 'Skrivarservice', address: 'noreply@skrivarservice.example' }, 'Tonern är på väg', 'Beställning 7714 har lämnat lagret.'],
      ['bo-2', 7, '12:30', newspaper, 'Förra veckans läsning', 'Missade du brevet? Här är det igen.', { list: 'https://byggtidning.example/avsluta?id=2231' }],
      ['bo-3', 13, '16:20', oskar, 'Parkeringen', 'Någon har ställt en båt på vår plats.\n\n/O'],
    ]),
  ];
}
