import type { Person } from '../message.ts';
import type { Calendar } from './cast.ts';
import { amina, amir, carla, elin, henrik, james, jonas, linnea, mehmet, oskar, sara, tove } from './cast.ts';
import type { Letter } from './compose.ts';
import { boathouses, pdf } from './files.ts';

/** Days ago, wall time, sender, subject, text; what else there is. */
export type Row = readonly [
  id: string,
  daysAgo: number,
  time: string,
  from: Person,
  subject: string,
  text: string,
  more?: Partial<Letter>,
];

export function lettersOf(
  c: Calendar,
  folder: string,
  rows: readonly Row[],
  to: readonly Person[] = [elin],
): Letter[] {
  return rows.map(([id, daysAgo, time, from, subject, text, more]) => ({
    id,
    folder,
    at: c.day(daysAgo, time),
    from,
    to,
    subject,
    text,
    ...more,
  }));
}

export function projectLetters(c: Calendar): Letter[] {
  return [
    ...lettersOf(c, 'Projekt/Sjöbodarna', [
      [
        'sb-vatten',
        2,
        '13:10',
        henrik,
        'Dagvatten mot sjön',
        'Hej,\n\nLänsstyrelsen har inget att invända om vattnet leds över en översilningsyta på minst 12 kvadratmeter. Rita in den i situationsplanen.\n\nHenrik Rask',
        { unread: true, categories: ['Bygglov'] },
      ],
      [
        'sb-infast',
        3,
        '09:42',
        tove,
        'Infästning mot berg',
        'Berget ligger högre än vi trodde vid modul 3 och 4. Jag föreslår stag i stället för gjutna plintar där. Skiss bifogas.\n\nTove',
        {
          unread: true,
          categories: ['Konstruktion'],
          attachments: [
            {
              name: 'stag-modul-3.pdf',
              type: 'application/pdf',
              bytes: pdf('Stag mot berg, modul 3 och 4', [
                'Rostfritt A4, 20 mm',
                'Borrdjup 600 mm',
                'Utdrag provas på plats',
              ]),
            },
          ],
        },
      ],
      [
        'sb-el',
        4,
        '15:30',
        carla,
        'Cable route along the jetty',
        'Elin,\n\nThe electrician would rather run the cable under the deck than in the handrail. It costs nothing extra and is easier to reach. Fine with you?\n\nCarla',
        { unread: true },
      ],
      [
        'sb-granne',
        5,
        '19:48',
        { name: 'Anders Vik', address: 'anders.vik@example.net' },
        'Utsikten från Vikstugan',
        'Hej,\n\nVi har sett utstakningen. Taket på den norra boden hamnar mitt i vår utsikt. Går det att sänka nocken en halvmeter?\n\nAnders Vik, granne',
        { unread: true, categories: ['Bygglov'] },
      ],
      [
        'sb-modul',
        7,
        '10:15',
        amir,
        'Moduler och mått',
        'Jag har låst modulen till 1 800. Då går panelen jämnt upp i alla fasader utom den mot öster, där blir det en spill på 60 mm.\n\nAmir',
        { cc: [oskar] },
      ],
      [
        'sb-modul-2',
        7,
        '11:02',
        oskar,
        'Sv: Moduler och mått',
        '60 mm göms bakom hörnbrädan. Kör.\n\n/O',
        { answers: ['sb-modul'] },
      ],
      [
        'sb-geo',
        12,
        '14:20',
        { name: 'Geoteknik Nord', address: 'rapport@geonord.example' },
        'Rapport från sondering',
        'Nio punkter är sonderade. Berg på 0,8 till 3,4 meter. Fullständig rapport bifogas.',
        {
          attachments: [
            {
              name: 'Sondering Björkviken.pdf',
              type: 'application/pdf',
              bytes: pdf('Sondering, Björkviken 4:12', [
                'Punkt 1   berg 0,8 m',
                'Punkt 2   berg 1,1 m',
                'Punkt 3   berg 2,9 m',
                'Punkt 4   berg 3,4 m',
                'Punkt 5   berg 2,2 m',
              ]),
            },
          ],
        },
      ],
      [
        'sb-panel',
        15,
        '08:55',
        james,
        'Panel profile and lead time',
        'Hi Elin,\n\nWe can run your profile if the tongue is 8 mm or more. Lead time is five weeks from a signed drawing.\n\nJames',
      ],
      [
        'sb-panel-2',
        14,
        '16:41',
        james,
        'Re: Panel profile and lead time',
        'Understood, 9 mm it is. I will hold the price until the end of next month.\n\nJames',
        { answers: ['sb-panel', 'sb-panel-svar'] },
      ],
      [
        'sb-bestall',
        18,
        '12:12',
        amina,
        'Beslut från styrelsen',
        'Hej!\n\nStyrelsen säger ja till tre bodar i första etappen. Den fjärde väntar tills vi vet vad bryggan kostar. Grattis till oss.\n\nAmina',
        { cc: [oskar, tove] },
      ],
      [
        'sb-budget',
        21,
        '09:30',
        amina,
        'Budget, reviderad',
        'Ny summa är 3 150 000 kr exklusive moms för etapp 1. Mark och brygga ligger utanför.\n\nAmina',
      ],
      [
        'sb-skiss',
        33,
        '17:05',
        oskar,
        'Skiss från färjan',
        'Satt på färjan och tänkte. Om bodarna vrids fem grader ser man mellan dem från bryggan hela vägen ut.\n\n/O',
        { attachments: [{ name: 'vridning.png', type: 'image/png', bytes: boathouses() }] },
      ],
      [
        'sb-start',
        47,
        '13:00',
        amina,
        'Uppstart Sjöbodarna',
        'Tack för ett bra möte. Jag sammanfattar:\n\n* Elin håller i ritningarna\n* Tove räknar stommen\n* jag håller i kommunen och pengarna\n\nNästa möte om två veckor, samma tid.\n\nAmina',
        { cc: [oskar, tove] },
      ],
      [
        'sb-foto',
        51,
        '20:18',
        amina,
        'Gamla foton på platsen',
        'Hittade de här i hembygdsföreningens arkiv. Bodarna från 1911 stod på samma ställe, men lägre.\n\nAmina',
      ],
    ]),
    ...lettersOf(c, 'Projekt/Kv. Linden', [
      [
        'li-tegel',
        6,
        '14:02',
        mehmet,
        'Tegel till sockeln',
        'Hej Elin,\n\nVi har 1 400 stenar kvar från samma bränning. Det räcker till sockeln och portalen men inte till muren. Ska jag lägga undan dem?\n\nMehmet',
      ],
      [
        'li-tegel-2',
        5,
        '16:30',
        mehmet,
        'Sv: Tegel till sockeln',
        'Undanlagda till månadsskiftet.\n\nMehmet',
        { answers: ['li-tegel', 'li-tegel-svar'] },
      ],
      [
        'li-hiss',
        9,
        '10:20',
        linnea,
        'Hissen och sovrummen',
        'Flytta hisschaktet 400 mm från lägenhet 12 och 22, annars hörs motorn. Alternativet är dubbla väggar, dyrare.\n\nLinnea',
      ],
      [
        'li-tradgard',
        13,
        '11:45',
        sara,
        'Gården: linden får stå kvar',
        'Arboristen säger att den gamla linden är frisk. Den får stå kvar, och då måste cykelhuset flyttas.\n\nSara',
        { cc: [oskar] },
      ],
      [
        'li-tradgard-2',
        12,
        '08:12',
        amir,
        'Sv: Gården: linden får stå kvar',
        'Cykelhuset får plats vid norra gaveln om soprummet vänds. Ny plan i modellen.\n\nAmir',
        { answers: ['li-tradgard'], cc: [oskar] },
      ],
      [
        'li-brand',
        17,
        '15:15',
        { name: 'Gustav Falk', address: 'gustav.falk@brandkons.example' },
        'Utrymning via trapphus B',
        'Trapphus B klarar kraven om dörren mot gården slår utåt och fönstret på plan 4 öppnas utan nyckel.\n\nGustav Falk',
      ],
      [
        'li-mote',
        20,
        '12:40',
        sara,
        'Boendemöte: frågorna',
        'Här är det folk undrade:\n\n* Hur länge står ställningen?\n* Får man ha balkongen kvar under tiden?\n* Vem bestämmer kulören?\n\nKan du svara på den sista?\n\nSara',
      ],
      [
        'li-fonster',
        26,
        '09:05',
        jonas,
        'Fönsterkarmar, mått på plats',
        'Vi mätte 48 öppningar. Sex av dem är mer än 15 mm ur lod. Listan bifogas.',
        {
          attachments: [
            {
              name: 'oppningar.txt',
              type: 'text/plain',
              bytes: Buffer.from(
                'Kv. Linden, öppningar ur lod\n\n1:04   18 mm\n1:11   22 mm\n2:03   16 mm\n3:07   31 mm\n3:08   17 mm\n4:02   19 mm\n',
              ),
            },
          ],
        },
      ],
      [
        'li-avtal',
        38,
        '10:00',
        sara,
        'Avtalet är underskrivet',
        'Nu är vi igång på riktigt. Originalet kommer med posten.\n\nSara',
      ],
      [
        'li-inventering',
        44,
        '13:25',
        amir,
        'Inventering av fasaden',
        'Klar med alla fyra sidor. Putsen är bom på ungefär en femtedel, mest mot väster.\n\nAmir',
      ],
    ]),
  ];
}
