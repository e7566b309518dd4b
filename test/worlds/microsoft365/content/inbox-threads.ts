import type { Calendar } from './cast.ts';
import { amir, elin, oskar, sara, tove } from './cast.ts';
import type { Letter } from './compose.ts';
import { eaves, pdf, samples } from './files.ts';

export function colours(c: Calendar): Letter[] {
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

export function newsletter(): string {
  const story = (image: string, title: string, text: string): string =>
    `<tr><td style="padding:0 24px 24px"><img src="https://bilder.byggtidning.example/${image}" width="552" height="280" alt="" style="display:block;width:100%;height:auto;border-radius:8px"><h2 style="font:600 20px/1.3 Georgia,serif;margin:16px 0 8px;color:#1c2b2f">${title}</h2><p style="font:16px/1.6 Georgia,serif;margin:0;color:#3d4f54">${text} <a href="https://byggtidning.example/las/${image}" style="color:#0f5a6e">Läs vidare</a></p></td></tr>`;
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Veckans läsning</title></head><body style="margin:0;background:#eef1f1"><div style="display:none">Fem hus som klarar vintern utan att låta</div><table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="600" cellspacing="0" cellpadding="0" style="max-width:600px;width:100%;background:#ffffff;border-radius:12px"><tr><td style="padding:28px 24px 20px;font:700 26px/1.2 Georgia,serif;color:#1c2b2f">Nordlig Byggtidning</td></tr>${story('tyst-hus.jpg', 'Fem hus som klarar vintern utan att låta', 'Trä rör sig, och det hörs. Vi har lyssnat på fem hus i minus tjugo grader och frågat dem som ritade dem hur de gjorde.')}${story('ljus-norr.jpg', 'Ljuset som kommer underifrån', 'Snö är den bästa reflektorn vi har. Ett bibliotek i norr vände fönstren nedåt och halverade elräkningen.')}${story('tystnad.jpg', 'Tystnad är ett material', 'En akustiker om varför det är billigare att rita ett rum rätt än att klä det i filt.')}<tr><td style="padding:16px 24px 28px;font:13px/1.5 Arial,sans-serif;color:#6b7b80">Du får brevet för att du prenumererar. <a href="https://byggtidning.example/avsluta?id=2231" style="color:#6b7b80">Avsluta</a></td></tr></table></td></tr></table><img src="https://mata.example/oppnad.gif?brev=47&amp;mottagare=2231" width="1" height="1" alt=""></body></html>`;
}

/** The forwarded protocol, as a message of its own. */
export function forwarded(c: Calendar): Buffer {
  const lines = [
    `From: "Farah Karimi" <farah.karimi@byggledning.example>`, `To: Oskar Wennerholm <oskar@example.se>`, `Subject: =?utf-8?B?${Buffer.from('Protokoll från byggmöte 5').toString('base64')}?=`,
    `Date: ${new Date(c.day(5, '13:10')).toUTCString()}`, 'Message-ID: <byggmote-5@byggledning.example>', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '',
    Buffer.from('Protokoll, byggmöte 5\n\n1. Föregående protokoll godkändes.\n2. Tidplanen håller.\n3. Kranen flyttas vecka 50.\n4. Arkitekten redovisar infästning av räcket vid nästa möte.\n5. Nästa möte om två veckor.\n\nFarah Karimi\n').toString('base64'), '',
  ]; // prettier-ignore
  return Buffer.from(lines.join('\r\n'));
}

export function drawings(c: Calendar): Letter[] {
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
