import type { Authorities } from './fill.ts';

/** Sweden's, as of November 2026 (imy.se, pts.se). The policy's older name for the first, Datainspektionen, was given up on 1 January 2021 (ruling R2). */
export const SWEDISH_AUTHORITIES: Authorities = {
  imy: {
    name: {
      sv: 'Integritetsskyddsmyndigheten (IMY, tidigare Datainspektionen)',
      en: 'Integritetsskyddsmyndigheten (IMY, the Swedish Authority for Privacy Protection, formerly Datainspektionen)',
    },
    address: 'Box 8114, 104 20 Stockholm',
    url: 'https://www.imy.se',
  },
  pts: {
    name: {
      sv: 'Post- och telestyrelsen (PTS)',
      en: 'Post- och telestyrelsen (PTS, the Swedish Post and Telecom Authority)',
    },
    address: 'Box 6101, 102 32 Stockholm',
    url: 'https://www.pts.se',
  },
};
