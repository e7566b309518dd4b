import { expect, test } from 'vitest';
import { createLog, type LogFields } from '#platform/log';

const lines = (write: (log: ReturnType<typeof createLog>) => void): string => {
  const out: string[] = [];
  write(createLog('debug', { write: (line: string) => void out.push(line) }));
  return out.join('');
};

test('fields outside the list never reach a line, whatever the caller passes', () => {
  const careless = {
    route: '/api/x/:id',
    subject: 'CNRY-subject',
    url: '/api/x/CNRY-url',
    body: { text: 'CNRY-body' },
  } as LogFields;
  const text = lines((log) => log.info('answered', careless));
  expect(text).toContain('/api/x/:id');
  expect(text).not.toContain('CNRY');
});

test('an allowed text field carries a short plain reason, not a sentence with data in it', () => {
  expect(lines((log) => log.warn('x', { reason: 'anna@example.com skrev «CNRY»' }))).not.toContain('CNRY');
  expect(lines((log) => log.warn('x', { reason: 'timed out' }))).toContain('timed out');
});

test('of an error its kind, code and place are kept, never its message', () => {
  const error = Object.assign(new TypeError('could not parse «CNRY-message»'), {
    code: 'E_PARSE',
    detail: 'CNRY-detail',
  });
  const text = lines((log) => log.error('broke', { error }));
  expect(text).toContain('TypeError');
  expect(text).toContain('E_PARSE');
  expect(text).not.toContain('CNRY');
});
