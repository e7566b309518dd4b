import { expect, test } from 'vitest';
import { whole } from '../port/merge.ts';
import { mentionsAttachment, outgoing, recipientsFor, subjectFor } from './answer.ts';
import { isAddress, parsePeople } from './people.ts';

const person = (address: string, name = '') => ({ name, address });

test('typed and pasted lists become people; what is no address stays as it was written', () => {
  expect(parsePeople('Anna <a@example.se>, "Ek, Bo" <b@example.se>; c@example.se')).toEqual([
    person('a@example.se', 'Anna'),
    person('b@example.se', 'Ek, Bo'),
    person('c@example.se'),
  ]);
  expect(parsePeople('a@example.se b@example.se\nTill: mailto:c@example.se')).toEqual([
    person('a@example.se'),
    person('b@example.se'),
    person('c@example.se'),
  ]);
  expect(parsePeople('Anna Ek')).toEqual([person('Anna Ek')]);
  expect(isAddress('anna.ek@exämple.se')).toBe(true);
  for (const bad of ['a', 'a@', '@b.se', 'a@b', 'a..b@c.se', 'a b@c.se', 'a@-b.se', 'a@b.se\r\nBcc: c@d.se'])
    expect(isAddress(bad), bad).toBe(false);
});

test('an answer goes to the right people and never to oneself', () => {
  const message = whole({
    id: 'm',
    mailboxes: ['in'],
    from: person('bo@example.org'),
    to: [person('me@example.se'), person('eva@example.org')],
    cc: [person('cc@example.org'), person('ME@example.se')],
  });
  expect(recipientsFor('reply', message, 'me@example.se')).toEqual({
    to: [person('bo@example.org')],
    cc: [],
  });
  expect(recipientsFor('reply-all', message, 'me@example.se')).toEqual({
    to: [person('bo@example.org'), person('eva@example.org')],
    cc: [person('cc@example.org')],
  });
  const own = whole({
    id: 'm',
    mailboxes: ['sent'],
    from: person('me@example.se'),
    to: [person('eva@example.org')],
  });
  expect(recipientsFor('reply', own, 'me@example.se').to).toEqual([person('eva@example.org')]);
  expect(subjectFor('reply', 'Re: Sak')).toBe('Re: Sak');
  expect(subjectFor('forward', 'Sak')).toBe('VB: Sak');
});

test('a mentioned attachment is noticed in Swedish and English, in one’s own words only', () => {
  for (const text of ['Jag bifogar ritningen', 'se bilaga', 'Bilagorna kommer', 'Please find attached'])
    expect(mentionsAttachment(`<p>${text}</p>`), text).toBe(true);
  for (const text of ['Hej', '<blockquote>see attached</blockquote>', 'avbilagd'])
    expect(mentionsAttachment(`<p>${text}</p>`), text).toBe(false);
});

test('an inline image goes out by its cid', () => {
  expect(outgoing('<p><img data-cid="k@telink.invalid" src="data:image/png;base64,AA" alt="x"></p>')).toBe(
    '<p><img src="cid:k@telink.invalid" alt="x"></p>',
  );
});
