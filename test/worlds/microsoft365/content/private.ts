import type { Calendar } from './cast.ts';
import { elin as elinAtWork } from './cast.ts';
import type { Letter } from './compose.ts';
import { boathouses, invitation } from './files.ts';
import type { Row } from './projects.ts';
import { lettersOf } from './projects.ts';
import type { Person } from '../message.ts';

const self: Person = { name: 'Elin Ljungqvist', address: 'elin.ljungqvist@example.org' };
const karin: Person = { name: 'Karin Ljungqvist', address: 'karin@example.net' };
const david: Person = { name: 'David Ström', address: 'david.strom@example.net' };
const choir: Person = { name: 'Sjökören', address: 'kansli@sjokoren.example' };

/** The private mailbox: family, choir, boat and a few receipts. */
export function privateLetters(c: Calendar): Letter[] {
  const rehearsal = {
    uid: 'repetition@sjokoren.example',
    start: `${c.thursday}T183000`,
    end: `${c.thursday}T210000`,
    summary: 'Repetition före luciakonserten',
    place: 'Församlingshemmet',
    description: 'Ta med noterna till Betlehems stjärna.',
    organiser: choir,
    guests: [self],
  };
  const inbox: readonly Row[] = [
    [
      'pr-mamma',
      1,
      '19:20',
      karin,
      'Julen',
      'Hej gumman,\n\nKommer ni den 23 eller 24? Pappa vill veta hur mycket gran han ska hugga.\n\nKram\nMamma',
      { unread: true },
    ],
    [
      'pr-bat',
      2,
      '20:05',
      david,
      'Båten är uppe',
      'Hon ligger på land nu. Bottenfärgen släpper på babordssidan, det får bli vårens projekt.\n\nDavid',
      { attachments: [{ name: 'pa-land.png', type: 'image/png', bytes: boathouses() }] },
    ],
    [
      'pr-tagkvitto',
      3,
      '08:11',
      { name: 'Tåg i Norr', address: 'biljett@tagnorr.example' },
      'Din biljett till Östersund',
      'Avgång 07:42, vagn 4, plats 31. Biljetten gäller bara med legitimation.',
    ],
    [
      'pr-tandlakare',
      5,
      '09:00',
      { name: 'Tandkliniken', address: 'bokning@tandkliniken.example' },
      'Påminnelse om din tid',
      'Du har en tid på tisdag klockan 8:10. Avboka senast dagen före.',
    ],
    [
      'pr-bok',
      8,
      '12:34',
      { name: 'Bokhandeln vid torget', address: 'order@boktorget.example' },
      'Boken har kommit',
      'Din beställning ligger framme i en vecka.',
    ],
    [
      'pr-karin',
      11,
      '21:02',
      karin,
      'Recept på pepparkakor',
      'Tre dl sirap, inte fyra. Jag skrev fel förra året.\n\nMamma',
      { flagged: true },
    ],
    [
      'pr-forening',
      16,
      '18:30',
      { name: 'Båtklubben', address: 'styrelsen@batklubben.example' },
      'Städdag på lördag',
      'Vi börjar klockan 10. Ta med handskar, vi bjuder på korv.',
      { list: 'https://batklubben.example/avsluta' },
    ],
    [
      'pr-engelska',
      22,
      '22:15',
      { name: 'Priya Raman', address: 'priya@example.com' },
      'Long time!',
      "Elin! I'll be in Stockholm the second week of January. Dinner? I promise not to talk about façades.\n\nPriya",
    ],
  ];
  return [
    {
      id: 'pr-kor',
      folder: 'inbox',
      at: c.today(0.7),
      from: choir,
      to: [self],
      subject: 'Repetition före luciakonserten',
      unread: true,
      text: 'Extra repetition på torsdag. Vi sjunger igenom hela programmet en gång utan stopp.',
      ics: invitation(rehearsal),
    },
    {
      id: 'pr-arbete',
      folder: 'inbox',
      at: c.day(6, '22:40'),
      from: elinAtWork,
      to: [self],
      subject: 'Kom ihåg',
      text: 'Måtten på köksluckorna ligger i ritningsrullen hemma.',
    },
    ...lettersOf(c, 'inbox', inbox, [self]),
    ...lettersOf(c, 'sentitems', [
      [
        'pr-svar-mamma',
        9,
        '20:10',
        self,
        'Sv: Recept på pepparkakor',
        'Det förklarar en del.\n\nKram\nElin',
        { to: [karin], answers: ['pr-karin'] },
      ],
      [
        'pr-svar-david',
        17,
        '21:30',
        self,
        'Upptagning',
        'Jag kan på söndag men inte på lördag. Räcker det med två?\n\nElin',
        { to: [david] },
      ],
    ]),
    {
      id: 'pr-utkast',
      folder: 'drafts',
      at: c.day(1, '22:02'),
      from: self,
      to: [{ name: 'Priya Raman', address: 'priya@example.com' }],
      answers: ['pr-engelska'],
      draft: true,
      subject: 'Re: Long time!',
      text: 'Priya! Yes. Tuesday or Thursday?',
    },
  ];
}
