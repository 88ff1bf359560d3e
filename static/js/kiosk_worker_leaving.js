/** Takes the place of a service worker that is no good: nothing stays on the device, and the page starts afresh. */

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith("kiosk")) await caches.delete(name);
  await registration.unregister();
  for (const client of await clients.matchAll({ type: "window", includeUncontrolled: true })) await client.navigate(client.url);
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim().then(leave)));
