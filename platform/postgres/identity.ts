import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** How the database's processes are started so that they never run as root, which PostgreSQL refuses. */
export type Identity =
  | { readonly kind: 'self' }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace' };

export class NoIdentity extends Error {
  override readonly name = 'NoIdentity';
}

/**
 * Not root: ourselves. Root: the `postgres` or `nobody` user where it can enter both folders, else a user namespace of one user
 * (a clone under root's home can't be entered by anyone else).
 * @throws NoIdentity with what to do, when none of these works.
 */
export function chooseIdentity(folder: string, binary: string): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const owner = existsSync(folder) ? statSync(folder).uid : 0;
  const candidates = owner === 0 ? ['postgres', 'nobody'] : [String(owner)];
  for (const name of candidates) {
    const user = findUser(name);
    if (user && has('setpriv') && canEnter(user, dirname(folder)) && canEnter(user, dirname(binary)))
      return { kind: 'user', ...user };
  }
  if (owner === 0 && has('unshare') && namespaceWorks()) return { kind: 'namespace' };
  throw new NoIdentity(
    `PostgreSQL does not run as root, and no other user can reach ${folder}. Start Telink as an ordinary user, set TELINK_DATA to a folder such as /var/lib/telink, or set DATABASE_URL.`,
  );
}

/** The command line that runs `command` as the identity; where the system can, it also dies with us (prctl PR_SET_PDEATHSIG). */
export function commandAs(
  identity: Identity,
  command: readonly string[],
  options: { dieWithParent: boolean },
): string[] {
  const death = options.dieWithParent && has('setpriv') ? ['--pdeathsig', 'INT'] : [];
  if (identity.kind === 'user')
    return [
      'setpriv',
      `--reuid=${identity.uid}`,
      `--regid=${identity.gid}`,
      '--clear-groups',
      ...death,
      '--',
      ...command,
    ];
  const direct = death.length > 0 ? ['setpriv', ...death, '--', ...command] : [...command];
  return identity.kind === 'namespace'
    ? ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--', ...direct]
    : direct;
}

function findUser(name: string): { uid: number; gid: number } | undefined {
  try {
    const fields = execFileSync('getent', ['passwd', name], { encoding: 'utf8' }).split(':');
    return { uid: Number(fields[2]), gid: Number(fields[3]) };
  } catch {
    return undefined;
  }
}

/** True when every folder on the way may be entered by that user. */
function canEnter(user: { uid: number; gid: number }, folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (at === dirname(at)) return true;
  }
}

function namespaceWorks(): boolean {
  try {
    execFileSync('unshare', ['--user', '--map-user=65534', '--map-group=65534', '--', 'true'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

function has(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => {
    try {
      accessSync(`${folder}/${program}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
