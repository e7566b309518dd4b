/* oxlint-disable typescript/no-unsafe-type-assertion -- the contracts are fixed files; a change of shape shows in contracts.test.ts. */
import { readFile } from 'node:fs/promises';
import { judgeOperations } from './operations.ts';
import type { OperationsFile } from './operations.ts';
import { judgePermissions } from './permissions.ts';
import type { PermissionsFile } from './permissions.ts';
import type { Referee } from './referee.ts';
import { absentReferee } from './referee.ts';
import { readSchema } from './schema.ts';
import { judgeAnswers } from './answers.ts';

/** The folder of data shared beside the repository: TELINK_SHARED, or `../shared`. */
export function sharedFolder(): URL {
  const named = process.env['TELINK_SHARED'];
  return named === undefined
    ? new URL('../../../../../shared/', import.meta.url)
    : new URL(`file://${named.replace(/\/*$/, '/')}`);
}

let loaded: Promise<Referee> | undefined;

/** The referees, from the published contracts where they are at hand; read once. */
export async function loadReferee(): Promise<Referee> {
  loaded ??= load();
  return await loaded;
}

async function load(): Promise<Referee> {
  const folder = new URL('contracts/graph/', sharedFolder());
  const read = async (name: string): Promise<string> => await readFile(new URL(name, folder), 'utf8');
  let files: [string, string, string];
  try {
    files = await Promise.all([
      read('graph-v1.0-operations.json'),
      read('graph-delegated-permissions.json'),
      read('graph-v1.0-outlook.csdl.xml'),
    ]);
  } catch {
    return absentReferee;
  }
  const permissions = JSON.parse(files[1]) as PermissionsFile;
  const operations = judgeOperations(JSON.parse(files[0]) as OperationsFile, permissions);
  const schema = readSchema(files[2]);
  return { present: true, scope: judgePermissions(permissions), ...judgeAnswers(operations, schema) };
}
