// The time zones of the IANA database. A program that carries them follows TZ with its local time.
import { find, followLocal, localName, nameOf, names, offset } from 'native:timezone';

followLocal();

/** The name of a zone as the database writes it; undefined for none. */
export const findZone = find;
/** How many minutes the zone is ahead of UTC at a time. */
export const zoneOffset = offset;
/** The English name at a time, in a style of timeZoneName; undefined where there is none. */
export const zoneName = nameOf;
/** The name of the local zone, which is asked for in the run. */
export const localZone = () => {
  const name = localName();
  return /^(?:Etc\/)?(?:UTC|GMT)$/.test(name) ? 'UTC' : name;
};

/** The names of all zones, but for those that are offsets. */
export const listZones = () => names().filter((name) => name === 'UTC' || (name.includes('/') && !name.startsWith('Etc/')));
