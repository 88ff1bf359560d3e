const address = new URL("https://example.org/api/v1/events?locale=en");
address.searchParams.set("q", "теңге");

const answer = await fetch(address);
const body = await answer.json();
if (!answer.ok) throw new Error(`${body.code}: ${body.detail}`);
for (const event of body.data) {
  console.log(event.date, event.title, new URL(event.links.page, address).href);
}
