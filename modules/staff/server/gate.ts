import type { FastifyRequest } from 'fastify';
import type { Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import type { StaffRole } from '../contract.ts';
import { staffFacts } from './facts.ts';
import { current, requireLive } from './live.ts';
import { noteShown } from './note-shown.ts';
import type { Parts } from './parts.ts';

/**
 * What a route of the office asks of whoever calls it. A route that says nothing asks for everything but a role: session, second factor,
 * agreement in force. `'anyone'`: what it takes to sign in. `'signed-in'`: what it takes to sign the agreement. A list: one of these roles too.
 */
export type StaffNeed = 'anyone' | 'signed-in' | readonly StaffRole[];

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly staff?: StaffNeed;
    /** Names customers whom the colleague has opened themself: the chain has that already. */
    readonly ownCases?: boolean;
  }
}

/**
 * Stands before every route of the office's host, before anything of the request is read. The default is no: without second factor or
 * agreement in force nothing answers (promises protection.1, protection.6), and a new route is closed until it says otherwise. The
 * app's own files hold nothing of anybody and are open.
 */
export const officeGate =
  (parts: Parts): Routes =>
  (server) => {
    server.addHook('onRequest', (request) => pass(parts, request));
    server.addHook('preSerialization', async (request, reply, answer) => {
      const live = reply.statusCode < 400 ? await current(parts, request) : undefined;
      if (live !== undefined) await noteShown(parts, live.actor, request, answer);
      return answer;
    });
  };

async function pass(parts: Parts, request: FastifyRequest): Promise<void> {
  const { url, config } = request.routeOptions;
  const shell = url === '/*' || (url?.startsWith('/assets/') ?? false);
  if (shell && request.method !== 'POST') return;
  const need = config.staff;
  if (need === 'anyone') return;
  const { actor } = await requireLive(parts, request);
  if (need === 'signed-in') return;
  const facts = await staffFacts(parts.db, actor.staff);
  if (!facts.secondFactor) throw new Problem('forbidden');
  if (!facts.ndaInForce) throw new Problem('agreement-unsigned');
  if (need !== undefined && !need.some((role) => actor.roles.includes(role))) throw new Problem('forbidden');
}
