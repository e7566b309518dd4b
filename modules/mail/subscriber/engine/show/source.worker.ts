import { readSource } from './read-source.ts';

const port = globalThis as unknown as {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', heard: (event: { data: Uint8Array }) => void): void;
};

port.addEventListener('message', ({ data }) => {
  void readSource(data).then(
    (source) => port.postMessage({ ok: true, source }),
    () => port.postMessage({ ok: false, reason: 'broken' }),
  );
});
