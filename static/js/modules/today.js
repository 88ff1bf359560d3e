// The way to the page of the day that it is in Almaty, by the clock of whoever looks.
const ZONE = "Asia/Almaty";

export function connect(link) {
  // Swedes write a day as addresses do.
  const day = new Date().toLocaleDateString("sv", { timeZone: ZONE }).slice(5);
  link.href = link.href.replace(/[^/]+(?=\/?$)/, day);
  link.hidden = false;
}
