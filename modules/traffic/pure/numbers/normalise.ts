import { countryCodeLength } from './country-codes.ts';
import { isKnownShortCode, type NumberPlan, type NumberRead, type NumberReason } from './plan.ts';
import { readUri } from './uri.ts';

const no = (reason: NumberReason): NumberRead => ({ ok: false, reason });
const WITHHELD: NumberRead = { ok: true, number: '', kind: 'withheld' };
const WORDS = new Set(
  'anonymous unavailable restricted private withheld unknown hidden blocked asserted okänt hemligt dolt'.split(
    ' ',
  ),
);
/** Space, hyphen, dot, brackets, slash, and the no-break space and dashes of typeset numbers. */
const SEPARATORS = /[\s\-./()\u00a0\u2010-\u2013]/g;
/** The caller hides or shows the own number for one call; what follows is what was called (GSM 02.30, Swedish networks alike). */
const CALLER_ID = /^[*#]3[01]#/;

/** E.164 allows fifteen digits; no subscriber has less than four after the country code, none in Sweden less than six. */
function abroad(digits: string, plan: NumberPlan): NumberRead {
  if (digits.startsWith(plan.country)) {
    const trunk = plan.trunk ?? '0';
    const rest = digits.slice(plan.country.length);
    // «+46 (0)70» without its brackets: no Swedish number begins with the trunk prefix.
    return ownCountry(trunk !== '' && rest.startsWith(trunk) ? rest.slice(trunk.length) : rest, plan);
  }
  const code = countryCodeLength(digits);
  if (code === 0) return no('country-code');
  if (digits.length < code + 4) return no('too-short');
  return digits.length > 15 ? no('too-long') : { ok: true, number: digits, kind: 'abroad' };
}

function ownCountry(national: string, plan: NumberPlan): NumberRead {
  if (national.length < 6) return no('too-short');
  if (national.length + plan.country.length > 15) return no('too-long');
  if (national.startsWith('0')) return no('characters');
  return { ok: true, number: plan.country + national, kind: 'own-country' };
}

/** Digits as they were dialled, without a plus. */
function dialled(digits: string, plan: NumberPlan): NumberRead {
  for (const prefix of plan.international ?? ['00'])
    if (digits.startsWith(prefix)) return abroad(digits.slice(prefix.length), plan);
  const trunk = plan.trunk ?? '0';
  if (trunk !== '' && digits.startsWith(trunk)) return ownCountry(digits.slice(trunk.length), plan);
  if (isKnownShortCode(digits)) return { ok: true, number: digits, kind: 'short' };
  // Nothing that is dialled in an area has nine digits: it is E.164 whose plus was dropped on the way, as trunks do.
  if (digits.length >= 9) return abroad(digits, plan);
  if (plan.area !== undefined && digits.length >= 5) return ownCountry(plan.area + digits, plan);
  if (digits.length < 3) return no('too-short');
  return digits.length <= 6 ? { ok: true, number: digits, kind: 'short' } : no('no-area');
}

/**
 * What a switch wrote for a party → one form. Takes +, the international prefix, national 0…, short codes, typeset numbers, `sip:` and
 * `tel:` (RFC 3966; `npdi` and `rn` say where a ported number was routed, not whom it belongs to, and are passed over), the filler F of
 * half-filled octets (3GPP TS 24.008 §10.5.4.7) and the words for a withheld number. Existence is not judged: a call that was connected is
 * priced by its prefix, or shown as unrated.
 */
export function normalise(text: string, plan: NumberPlan): NumberRead {
  let rest = text.trim();
  if (rest === '') return no('empty');
  const uri = readUri(rest);
  if (uri !== undefined) rest = uri;
  if (WORDS.has(rest.toLowerCase())) return WITHHELD;
  if (CALLER_ID.test(rest)) rest = rest.slice(4);
  rest = rest.replace(/\(0\)/, (zero, at: number) => (at > 0 ? '' : zero)).replace(SEPARATORS, '');
  if (/^[+\d][\dF]*F$/i.test(rest)) rest = rest.replace(/F+$/i, '');
  if (rest === '') return no(uri === undefined ? 'characters' : 'empty');
  if (/^[\d*#]*[*#]/.test(rest)) return no('service-code');
  const plus = rest.startsWith('+');
  const digits = plus ? rest.slice(1) : rest;
  if (!/^\d+$/.test(digits)) return no('characters');
  if (digits.length > 24) return no('too-long');
  return plus ? abroad(digits, plan) : dialled(digits, plan);
}
