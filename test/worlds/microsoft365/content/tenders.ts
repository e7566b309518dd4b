import type { Calendar } from './cast.ts';
import { amir, oskar } from './cast.ts';
import type { Letter } from './compose.ts';
import { lettersOf } from './projects.ts';

/** Competitions and tenders. */
export function tenderLetters(c: Calendar): Letter[] {
  return [
    ...lettersOf(c, 'Anbud', [
      [
        'an-skola',
        8,
        '11:20',
        { name: 'Upphandling Ekeby', address: 'upphandling@ekeby.example' },
        'Skolan i Ekeby: frågor och svar 2',
        'Svar på inkomna frågor är publicerade. Sista dag för anbud är oförändrad.',
      ],
      [
        'an-skola-1',
        19,
        '09:00',
        { name: 'Upphandling Ekeby', address: 'upphandling@ekeby.example' },
        'Inbjudan: ombyggnad av skolan i Ekeby',
        'Ert kontor inbjuds att lämna anbud på arkitektuppdraget. Handlingarna hämtas i upphandlingssystemet.',
      ],
      [
        'an-bibliotek',
        23,
        '16:10',
        { name: 'Ingrid Lund', address: 'ingrid.lund@hamnstaden.example' },
        'Biblioteket: ni gick vidare',
        'Hej,\n\nErt förslag är ett av tre som går vidare till intervju. Vi ringer i nästa vecka för att boka tid.\n\nIngrid Lund',
      ],
      [
        'an-bibliotek-2',
        16,
        '10:30',
        { name: 'Ingrid Lund', address: 'ingrid.lund@hamnstaden.example' },
        'Biblioteket: tid för intervju',
        'Tisdag klockan 10 passar juryn. Ni har 40 minuter, varav 15 för frågor. Ingen film, tack.\n\nIngrid Lund',
      ],
      [
        'an-hamn',
        36,
        '14:50',
        oskar,
        'Hamnmagasinet: ska vi lämna?',
        'Fem veckor, ingen ersättning och sju konkurrenter. Jag lutar åt nej.\n\n/O',
      ],
      [
        'an-hamn-2',
        36,
        '15:20',
        amir,
        'Sv: Hamnmagasinet: ska vi lämna?',
        'Nej. Men huset är fint.\n\nAmir',
        { answers: ['an-hamn'] },
      ],
      [
        'an-villa',
        52,
        '18:40',
        { name: 'Agnes Holm', address: 'agnes.holm@example.net' },
        'Villa Björk: tack för offerten',
        'Hej Elin,\n\nVi väntar med bygget till nästa år men vill gärna att det blir ni. Hör vi av oss i mars?\n\nAgnes',
      ],
    ]),
  ];
}
