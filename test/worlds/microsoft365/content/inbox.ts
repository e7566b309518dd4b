import type { Calendar } from './cast.ts';
import {
  amina,
  amir,
  association,
  carla,
  elin,
  henrik,
  james,
  jonas,
  kontoret,
  linnea,
  newspaper,
  operator,
  oskar,
  petra,
  sara,
  tove,
} from './cast.ts';
import type { Letter } from './compose.ts';
import { boathouses, eaves, invitation, mark, pdf, samples } from './files.ts';

/** The inbox: what a visitor meets first. */
export function inboxLetters(c: Calendar): Letter[] {
  const meeting = {
    uid: 'platsbesok-sjobodarna@mail.example',
    start: `${c.thursday}T090000`,
    end: `${c.thursday}T110000`,
    summary: 'Platsbesök Sjöbodarna',
    place: 'Norra bryggan, Björkviken',
    description: 'Vi går igenom takfoten, räcket och bärlinan vid modul 7. Ta med stövlar.',
    organiser: amina,
    guests: [elin, oskar, tove],
  };
  return [
    ...drawings(c),
    {
      id: 'bygglov-komplettering',
      folder: 'inbox',
      at: c.today(0.93),
      from: henrik,
      to: [elin],
      subject: 'Bygglov, kompletterande handlingar',
      unread: true,
      categories: ['Bygglov'],
      text: `Hej Elin!

Vi saknar fortfarande situationsplanen i skala 1:500 och en redovisning av hur dagvattnet tas om hand. Resten av handlingarna är kompletta.

Får vi dem senast ${c.dateText(7)} kan ärendet tas upp på nästa möte med nämnden. I bilagan ser du vad som är registrerat.

Vänliga hälsningar
Henrik Rask
Bygglovshandläggare`,
      attachments: [
        {
          name: 'Registrerade handlingar.pdf',
          type: 'application/pdf',
          bytes: pdf('Registrerade handlingar', [
            'Ärende: nybyggnad av sjöbodar, Björkviken 4:12',
            '',
            'A-40.1-101   Plan                      inkommen',
            'A-40.1-102   Fasader                   inkommen',
            'A-40.1-103   Sektioner, rev B          inkommen',
            'Situationsplan 1:500                   saknas',
            'Dagvatten, redovisning                 saknas',
          ]),
        },
      ],
    },
    {
      id: 'inbjudan-platsbesok',
      folder: 'inbox',
      at: c.today(0.8),
      from: amina,
      to: [elin, oskar, tove],
      subject: 'Inbjudan: Platsbesök Sjöbodarna',
      unread: true,
      text: `${c.thursdayText.charAt(0).toUpperCase()}${c.thursdayText.slice(1)} 09:00–11:00, samling vid bryggan.

Vi går igenom takfoten, räcket och bärlinan vid modul 7. Parkera vid båtklubben, vägen ner är blöt.

Amina`,
      ics: invitation(meeting),
    },
    {
      id: 'veckans-lasning',
      folder: 'inbox',
      at: c.today(0.62),
      from: newspaper,
      to: [elin],
      subject: 'Veckans läsning: trä, ljus och tystnad',
      html: newsletter(),
      text: 'Fem hus som klarar vintern utan att låta. Läs hela brevet på webben.',
      list: 'https://byggtidning.example/avsluta?id=2231',
    },
    {
      id: 'lunch-1',
      folder: 'inbox',
      at: c.day(1, '16:20'),
      from: oskar,
      to: [elin],
      subject: 'Lunch på onsdag?',
      text: `Hej,\n\nDet har öppnat ett nytt ställe vid hamnen, de har fisk. Ska vi ta lunch där på onsdag? Jag vill prata om hur vi delar upp Kv. Linden i vår.\n\nOskar`,
    },
    {
      id: 'lunch-2',
      folder: 'inbox',
      at: c.today(0.58),
      from: oskar,
      to: [elin],
      answers: ['lunch-1', 'lunch-svar'],
      subject: 'Sv: Lunch på onsdag?',
      text: 'Passar bra, jag bokar bordet vid fönstret.\n\n/O',
    },
    {
      id: 'modell-amir',
      folder: 'inbox',
      at: c.today(0.35),
      from: amir,
      to: [elin],
      cc: [oskar],
      subject: 'Modellen är uppdaterad',
      unread: true,
      text: `God morgon!\n\nModellen ligger uppe i ny version. Tre saker skiljer sig från i går:\n\n* stolpen vid modul 7 är inlagd\n* takfoten följer Toves revidering C\n* räcket är indraget 90 mm\n\nSäg till om du vill ha nya vyer till ${c.thursdayText.split(' ')[0]}.\n\nAmir`,
    },
    {
      id: 'offert-stomme-3',
      folder: 'inbox',
      at: c.day(1, '15:12'),
      from: jonas,
      to: [elin],
      subject: 'Offert stomme, version 3',
      text: `Hej Elin,\n\nBifogar ny offert. Priset på limträ har gått ner sedan i våras, så summan är 4 procent lägre än i version 2. Leveranstiden är fortfarande nio veckor från beställning.\n\nOfferten gäller i 30 dagar. Ring gärna om något är oklart, 070-174 06 12.\n\nJonas Ekdahl\nStomverket`,
      attachments: [
        {
          name: 'Offert stomme v3.pdf',
          type: 'application/pdf',
          bytes: pdf('Offert, stomme av limträ', [
            'Version 3, ersätter version 2',
            '',
            'Pelare och balkar, GL30c            612 000 kr',
            'Infästningar, rostfria               88 400 kr',
            'Transport och lyft                   64 000 kr',
            'Montage                             141 000 kr',
            '',
            'Summa exklusive moms                905 400 kr',
          ]),
        },
      ],
    },
    {
      id: 'faktura-telecom',
      folder: 'inbox',
      at: c.day(1, '07:30'),
      from: operator,
      to: [elin],
      subject: `Din faktura för ${c.monthText(1)} är klar`,
      text: `1 284 kr, förfaller ${c.dateText(6)}. Så räknade vi:\n\n* Tre abonnemang 897 kr\n* Samtal utanför Sverige 309 kr\n* Data i USA 78 kr\n\nDu ser varje samtal och varje pris när du loggar in. Stämmer något inte pausar vi den raden medan vi tittar.`,
    },
    ...colours(c),
    {
      id: 'ljud-matning',
      folder: 'inbox',
      at: c.day(2, '10:05'),
      from: linnea,
      to: [elin],
      cc: [amir],
      subject: 'Ljudmätning i trapphuset',
      text: `Hej!\n\nMätningen är gjord. Stegljudet ligger 3 dB under kravet, luftljudet 1 dB över. Det svaga stället är genomföringen vid hissen. Med 40 mm mer isolering där klarar ni båda.\n\nRapporten kommer före helgen.\n\nLinnea Åkesson`,
    },
    {
      id: 'timber-samples',
      folder: 'inbox',
      at: c.day(2, '09:14'),
      from: james,
      to: [elin],
      subject: 'Thermally modified pine, samples on their way',
      unread: true,
      text: `Hi Elin,\n\nThe three samples left our yard this morning and should be with you on Friday. The middle one has been outdoors for two winters, so you can see how it greys.\n\nHappy to set up a call next week if you'd like to talk about fixings.\n\nBest,\nJames`,
    },
    {
      id: 'forening',
      folder: 'inbox',
      at: c.day(3, '12:00'),
      from: association,
      to: [elin],
      subject: 'Kvällsseminarium: att bygga vid vatten',
      unread: true,
      text: `Välkommen till höstens sista seminarium.\n\nTre kontor visar hus som står i eller vid vatten och berättar vad som gick fel. Efteråt äter vi soppa.\n\nAnmäl dig genom att svara på det här mejlet senast ${c.dateText(4)}.`,
      list: 'https://arkitekter-ost.example/avsluta',
    },
    {
      id: 'ljus-forslag',
      folder: 'inbox',
      at: c.day(3, '11:31'),
      from: carla,
      to: [elin],
      subject: 'Lighting proposal for the jetty',
      text: `Hello Elin,\n\nI have kept the light below knee height so that it never blinds anyone coming in from the water. Attached is a short note with the two fittings I would use.\n\nLet me know what you think.\n\nCarla`,
      attachments: [
        {
          name: 'jetty-lighting.txt',
          type: 'text/plain',
          bytes: Buffer.from(
            'Jetty lighting, note 1\n\nFitting A: bollard, 420 mm, 2700 K, 3 W. Every fourth module.\nFitting B: handrail strip, 2700 K, 1.5 W per metre. Gate and steps only.\n\nMounting below knee height. No light on the water surface.\n',
          ),
        },
      ],
    },
    {
      id: 'protokoll-fwd',
      folder: 'inbox',
      at: c.day(4, '14:45'),
      from: oskar,
      to: [elin],
      subject: 'Vb: Protokoll från byggmöte 5',
      text: 'Du var inte med på sändlistan. Punkt 4 är vår.\n\n/O',
      attachments: [{ name: 'Protokoll från byggmöte 5.eml', type: 'message/rfc822', bytes: forwarded(c) }],
    },
    {
      id: 'falsk-leverans',
      folder: 'inbox',
      at: c.day(4, '03:12'),
      from: { name: 'Postombudet', address: 'kund@post-ombudet.example' },
      to: [elin],
      subject: 'Ditt paket kunde inte levereras',
      authentic: 'fail',
      html: '<html><body><p>Hej kund,</p><p>Paketet väntar. Betala 19 kr i dag, annars går det i retur.</p><p><a href="https://post-ombudet.example/betala?id=88121">Betala nu</a></p><img src="https://mata.example/p.gif?u=elin" width="1" height="1" alt=""></body></html>',
      text: 'Paketet väntar. Betala 19 kr i dag.',
    },
    {
      id: 'kontoret-stangt',
      folder: 'inbox',
      at: c.day(5, '16:02'),
      from: kontoret,
      to: [elin, oskar, amir],
      subject: 'Larmet byts på fredag',
      authentic: 'none',
      text: 'Hej alla,\n\nLarmet byts på fredag mellan 13 och 15. Ta med nyckelbrickan när du går på lunch, den gamla koden slutar gälla klockan 13.\n\nKaffemaskinen är lagad.',
    },
    {
      id: 'momsfraga',
      folder: 'inbox',
      at: c.day(5, '10:48'),
      from: petra,
      to: [elin],
      subject: 'En fråga om momsen i september',
      text: 'Hej Elin,\n\nDet ligger två kvitton från Köpenhamn utan underlag, 1 240 och 386 danska kronor. Har du kvar dem? Annars bokar jag dem utan avdrag.\n\nPetra',
      unread: true,
    },
    {
      id: 'signatur-ny',
      folder: 'inbox',
      at: c.day(6, '09:20'),
      from: amir,
      to: [elin, oskar],
      subject: 'Nytt märke i signaturen',
      html: '<html><body style="font-family:Calibri,Arial,sans-serif"><p>Hej!</p><p>Så här ser det nya märket ut i mejl. Det är en bild på 2 kB, inget hämtas utifrån.</p><p><img src="cid:marke@example.se" alt="Björkviken Arkitekter" width="240" height="80"></p><p>Amir</p></body></html>',
      text: 'Så här ser det nya märket ut i mejl.',
      attachments: [{ name: 'marke.png', type: 'image/png', bytes: mark(), cid: 'marke@example.se' }],
    },
    {
      id: 'praktik',
      folder: 'inbox',
      at: c.day(8, '13:37'),
      from: { name: 'Love Dahl', address: 'love.dahl@example.net' },
      to: [elin],
      subject: 'Praktik i vår?',
      text: 'Hej Elin,\n\nJag läser tredje året och såg er sjöbod i tidningen. Tar ni emot praktikanter från januari? Jag ritar helst för hand och kan modellera.\n\nPortfölj skickar jag gärna.\n\nLove Dahl',
      unread: true,
      flagged: true,
    },
    {
      id: 'bilder-bodar',
      folder: 'inbox',
      at: c.day(9, '18:22'),
      from: amina,
      to: [elin],
      cc: [oskar],
      subject: 'Bilder från bryggan',
      text: 'Tog den här i kväll. Det är så här jag vill att det ska kännas när man kommer med båt.\n\nAmina',
      attachments: [{ name: 'bryggan-kvall.png', type: 'image/png', bytes: boathouses() }],
    },
    {
      id: 'bygg-enkat',
      folder: 'inbox',
      at: c.day(11, '08:00'),
      from: newspaper,
      to: [elin],
      subject: 'Vad läser du helst?',
      html: newsletter(),
      text: 'Tre frågor, en minut.',
      list: 'https://byggtidning.example/avsluta?id=2198',
    },
    {
      id: 'tack-larm',
      folder: 'inbox',
      at: c.day(12, '15:55'),
      from: sara,
      to: [elin],
      subject: 'Tack för i tisdags',
      text: 'Styrelsen var mycket nöjd. Ingrid frågade två gånger om hon fick behålla modellen.\n\nSara',
    },
  ];
}

function drawings(c: Calendar): Letter[] {
  const subject = 'Sjöbodarna: reviderade ritningar';
  return [
    {
      id: 'sjo-1',
      folder: 'inbox',
      at: c.day(1, '16:07'),
      from: oskar,
      to: [elin, tove],
      subject,
      text: 'Kommunen vill se takfoten i skala 1:20 också. Henrik ringde nyss, han tycker att sektionen är svår att läsa mot vattnet.\n\nKan du ta det, Tove?\n\n/O',
    },
    {
      id: 'sjo-3',
      folder: 'inbox',
      at: c.today(0.97),
      from: tove,
      to: [elin, oskar],
      answers: ['sjo-1', 'sjo-2'],
      subject: `Sv: ${subject}`,
      flagged: true,
      categories: ['Konstruktion'],
      html: `<html><body style="font-family:Calibri,Arial,sans-serif;font-size:11pt"><p>Hej!</p><p>Sektion B–B är ändrad efter samtalet med kommunen. Takfoten ligger nu 140 mm längre ut, så att regnvattnet går fritt från panelen. Räcket mot vattnet är flyttat in bakom stolparna.</p><p>Hinner du titta på sidan 3 före torsdagens platsbesök? Bärlinan vid modul 7 är den enda jag är osäker på.</p><p>Hälsningar<br>Tove</p><p><img src="https://bilder.konstruktion.example/logga.png" width="120" height="32" alt=""> <img src="https://bilder.konstruktion.example/iso.png" width="40" height="40" alt=""> <img src="https://bilder.konstruktion.example/sigill.png" width="40" height="40" alt=""></p><img src="https://mata.example/o.gif?m=sjo-3" width="1" height="1" alt=""></body></html>`,
      text: 'Sektion B–B är ändrad efter samtalet med kommunen. Takfoten ligger nu 140 mm längre ut, så att regnvattnet går fritt från panelen.',
      attachments: [
        {
          name: 'A-40.1-103 rev C.pdf',
          type: 'application/pdf',
          bytes: pdf('A-40.1-103  Sektion B-B, rev C', [
            'Skala 1:50 (A3), takfot 1:20',
            'Takfot utflyttad 140 mm',
            'Räcke mot vatten indraget bakom stolpar',
            'Bärlina modul 7: kontrolleras på plats',
          ]),
        },
        { name: 'takfot-1-20.png', type: 'image/png', bytes: eaves() },
      ],
    },
  ];
}

function colours(c: Calendar): Letter[] {
  const subject = 'Kv. Linden: färgprover till fasaden';
  return [
    {
      id: 'farg-1',
      folder: 'inbox',
      at: c.day(6, '11:10'),
      from: sara,
      to: [elin, oskar],
      subject,
      text: 'Hej!\n\nProverna hänger uppe på gaveln mot gården nu. Tre kulörer, två strykningar. Titta gärna i morgonljus.\n\nSara',
      attachments: [{ name: 'kulorer.png', type: 'image/png', bytes: samples() }],
    },
    {
      id: 'farg-2',
      folder: 'inbox',
      at: c.day(5, '08:40'),
      from: oskar,
      to: [sara, elin],
      answers: ['farg-1'],
      subject: `Sv: ${subject}`,
      text: 'Den gula drar mot senap när det är mulet. Jag stryker den.\n\n/O',
    },
    {
      id: 'farg-4',
      folder: 'inbox',
      at: c.day(4, '17:25'),
      from: sara,
      to: [elin, oskar],
      answers: ['farg-1', 'farg-2', 'farg-3'],
      subject: `Sv: ${subject}`,
      text: 'Då står det mellan grönt och gråblått. Jag målar en hel kvadratmeter av varje i morgon.',
    },
    {
      id: 'farg-5',
      folder: 'inbox',
      at: c.day(3, '07:58'),
      from: amir,
      to: [sara, elin, oskar],
      answers: ['farg-1', 'farg-2', 'farg-3', 'farg-4'],
      subject: `Sv: ${subject}`,
      text: 'Tegelsockeln är varm. Grönt ligger närmast.',
    },
    {
      id: 'farg-6',
      folder: 'inbox',
      at: c.day(2, '20:11'),
      from: sara,
      to: [elin, oskar, amir],
      answers: ['farg-1', 'farg-2', 'farg-3', 'farg-4', 'farg-5'],
      subject: `Sv: ${subject}`,
      flagged: true,
      text: 'Den gröna är finast i motljus, tycker jag. Kan ni bestämma före fredag? Målaren vill beställa.',
    },
  ];
}

function newsletter(): string {
  const story = (image: string, title: string, text: string): string =>
    `<tr><td style="padding:0 24px 24px"><img src="https://bilder.byggtidning.example/${image}" width="552" height="280" alt="" style="display:block;width:100%;height:auto;border-radius:8px"><h2 style="font:600 20px/1.3 Georgia,serif;margin:16px 0 8px;color:#1c2b2f">${title}</h2><p style="font:16px/1.6 Georgia,serif;margin:0;color:#3d4f54">${text} <a href="https://byggtidning.example/las/${image}" style="color:#0f5a6e">Läs vidare</a></p></td></tr>`;
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Veckans läsning</title></head><body style="margin:0;background:#eef1f1"><div style="display:none">Fem hus som klarar vintern utan att låta</div><table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="600" cellspacing="0" cellpadding="0" style="max-width:600px;width:100%;background:#ffffff;border-radius:12px"><tr><td style="padding:28px 24px 20px;font:700 26px/1.2 Georgia,serif;color:#1c2b2f">Nordlig Byggtidning</td></tr>${story('tyst-hus.jpg', 'Fem hus som klarar vintern utan att låta', 'Trä rör sig, och det hörs. Vi har lyssnat på fem hus i minus tjugo grader och frågat dem som ritade dem hur de gjorde.')}${story('ljus-norr.jpg', 'Ljuset som kommer underifrån', 'Snö är den bästa reflektorn vi har. Ett bibliotek i norr vände fönstren nedåt och halverade elräkningen.')}${story('tystnad.jpg', 'Tystnad är ett material', 'En akustiker om varför det är billigare att rita ett rum rätt än att klä det i filt.')}<tr><td style="padding:16px 24px 28px;font:13px/1.5 Arial,sans-serif;color:#6b7b80">Du får brevet för att du prenumererar. <a href="https://byggtidning.example/avsluta?id=2231" style="color:#6b7b80">Avsluta</a></td></tr></table></td></tr></table><img src="https://mata.example/oppnad.gif?brev=47&amp;mottagare=2231" width="1" height="1" alt=""></body></html>`;
}

/** The forwarded protocol, as a message of its own. */
function forwarded(c: Calendar): Buffer {
  const lines = [
    `From: "Farah Karimi" <farah.karimi@byggledning.example>`, `To: Oskar Wennerholm <oskar@example.se>`, `Subject: =?utf-8?B?${Buffer.from('Protokoll från byggmöte 5').toString('base64')}?=`,
    `Date: ${new Date(c.day(5, '13:10')).toUTCString()}`, 'Message-ID: <byggmote-5@byggledning.example>', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '',
    Buffer.from('Protokoll, byggmöte 5\n\n1. Föregående protokoll godkändes.\n2. Tidplanen håller.\n3. Kranen flyttas vecka 50.\n4. Arkitekten redovisar infästning av räcket vid nästa möte.\n5. Nästa möte om två veckor.\n\nFarah Karimi\n').toString('base64'), '',
  ]; // prettier-ignore
  return Buffer.from(lines.join('\r\n'));
}
