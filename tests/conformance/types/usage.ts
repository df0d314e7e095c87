// What programs write must be right by the types.
const response: Response = new Response('x', { status: 200 });
const pattern = new URLPattern({ pathname: '/:id' }, { ignoreCase: true });
const id: string | undefined = pattern.exec('https://example.com/1')?.pathname.groups.id;
setTimeout((n: number) => console.log(n), 5, 1).unref();
for await (const chunk of new Blob(['a']).stream()) chunk.fill(0);
for (const [name, value] of await response.formData()) console.log(name, value instanceof File ? value.name : value);
addEventListener('fetch', (event) => event.respondWith(new Response(event.request.url)));
const { port1, port2 } = new MessageChannel();
port2.addEventListener('message', (event) => console.log(event.data, event.ports.length));
port1.postMessage(1, [port2]);
const key: CryptoKey = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
AbortSignal.any([AbortSignal.timeout(5)]).throwIfAborted();
Javy.IO.writeSync(1, new Uint8Array(1));
await ReadableStream.from([1]).pipeTo(new WritableStream({ write: (chunk) => console.log(chunk) }));
console.log(id, key.type, performance.now(), navigator.userAgent);
// @ts-expect-error: there is no document.
document.title;
// @ts-expect-error: nor a URL of another kind.
new URL(1);
const handler: Handler = {
  fetch: async (request, env, context) => {
    context.waitUntil(request.text());
    return Response.json({ by: env.AUTHOR });
  },
};
export default handler;
