// Prints the English names of time zones, as the ICU of this Node has them, for
// js-runtime/src/natives/timezone/names.txt: node scripts/intl/zone-names.mjs < names-of-zones
//
// A line is the names of some zones and the zones that have them: standard, daylight and generic name, the same
// short, each empty where it is an offset from GMT, then the zones, all separated by tabs.
import { readFileSync } from 'node:fs';

const styles = ['long', 'longGeneric', 'short', 'shortGeneric'];
const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2025, month, 15));

function nameAt(timeZone, timeZoneName, time) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName, hour: 'numeric' });
  const name = format.formatToParts(time).find((part) => part.type === 'timeZoneName').value;
  return /^GMT[+-]/.test(name) ? '' : name;
}

function offsetAt(timeZone, time) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' });
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d+):(\d+))?/.exec(format.format(time));
  return sign ? Number(`${sign}1`) * (hours * 60 + Number(minutes)) : 0;
}

function namesOf(timeZone) {
  const byOffset = months.toSorted((a, b) => offsetAt(timeZone, a) - offsetAt(timeZone, b));
  const [winter, summer] = [byOffset[0], byOffset.at(-1)];
  const changes = offsetAt(timeZone, winter) !== offsetAt(timeZone, summer);
  const name = (style, time) => nameAt(timeZone, style, time);
  return [
    name('long', winter), changes ? name('long', summer) : '', name('longGeneric', winter),
    name('short', winter), changes ? name('short', summer) : '', name('shortGeneric', winter),
  ].join('\t');
}

const sets = new Map();
for (const zone of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  try {
    const names = namesOf(zone);
    if (names.trim()) sets.set(names, [...(sets.get(names) ?? []), zone]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
for (const [names, zones] of sets) console.log(`${names}\t${zones.join('\t')}`);
