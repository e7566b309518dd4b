import type { CDPSession, Page } from 'playwright-core';

/** Bytes of live script objects after a collection: the page's own, and those of its workers. */
export async function heapsOf(page: Page): Promise<{ readonly page: number; readonly workers: number }> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { page: usedSize, workers: await workersOf(session) };
  } finally {
    await session.detach();
  }
}

/** Workers speak through the page's session, each message wrapped in one of its own. */
async function workersOf(session: CDPSession): Promise<number> {
  const found: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') found.push(sessionId);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let total = 0;
  for (const sessionId of found) {
    await ask(session, sessionId, 1, 'HeapProfiler.collectGarbage');
    const usage = (await ask(session, sessionId, 2, 'Runtime.getHeapUsage')) as { usedSize: number };
    total += usage.usedSize;
  }
  return total;
}

function ask(session: CDPSession, sessionId: string, id: number, method: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const hear = (event: { sessionId: string; message: string }): void => {
      const answer = JSON.parse(event.message) as { id?: number; result?: unknown; error?: unknown };
      if (event.sessionId !== sessionId || answer.id !== id) return;
      session.off('Target.receivedMessageFromTarget', hear);
      if (answer.error === undefined) done(answer.result);
      else fail(new Error(`${method}: ${JSON.stringify(answer.error)}`));
    };
    session.on('Target.receivedMessageFromTarget', hear);
    session
      .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
      .catch(fail);
  });
}
