/** Opening hours in the museum's own offset from UTC: the device's time zone is never asked. */

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MINUTE_MS = 60_000;

/** Hours such as `mon=10:00-18:00 tue=10:00-24:00`; a day without any is closed, no hours at all never close. */
export function isOpen({ hours, utcOffsetMinutes }, now = Date.now()) {
  if (!hours) return true;
  const there = new Date(now + Number(utcOffsetMinutes) * MINUTE_MS);
  const today = hours.split(" ").find((one) => one.startsWith(DAYS[there.getUTCDay()]));
  if (!today) return false;
  const [opens, closes] = today.split("=")[1].split("-");
  const time = there.toISOString().slice(-13, -8);
  return opens <= time && time < closes;
}
