import { en } from './text.en.ts';
import { sv, type ReportWords } from './text.sv.ts';

export const wordsOf = (lang: 'sv' | 'en'): ReportWords => (lang === 'sv' ? sv : en);
