// Ranges of dates in English, of CLDR 48 (https://cldr.unicode.org, Unicode License v3).

/**
 * By the fields of a pattern: the patterns of ranges by the greatest field that differs. A bar stands for the dash with
 * thin spaces around it, an underscore for the narrow space before AM and PM.
 */
const TABLE = `
Bh;B:h B|h B;h:h|h B
Bhm;B:h:mm B|h:mm B;h:h:mm|h:mm B;m:h:mm|h:mm B
d;d:d|d
Gy;G:y G|y G;y:y|y G
GyM;G:M/y G|M/y G;M:M/y|M/y G;y:M/y|M/y G
GyMd;d:M/d/y|M/d/y G;G:M/d/y G|M/d/y G;M:M/d/y|M/d/y G;y:M/d/y|M/d/y G
GyMEd;d:E, M/d/y|E, M/d/y G;G:E, M/d/y G|E, M/d/y G;M:E, M/d/y|E, M/d/y G;y:E, M/d/y|E, M/d/y G
GyMMM;G:MMM y G|MMM y G;M:MMM|MMM y G;y:MMM y|MMM y G
GyMMMd;d:MMM d|d, y G;G:MMM d, y G|MMM d, y G;M:MMM d|MMM d, y G;y:MMM d, y|MMM d, y G
GyMMMEd;d:E, MMM d|E, MMM d, y G;G:E, MMM d, y G|E, MMM d, y G;M:E, MMM d|E, MMM d, y G;y:E, MMM d, y|E, MMM d, y G
h;a:h_a|h_a;h:h|h_a
H;H:HH|HH
hm;a:h:mm_a|h:mm_a;h:h:mm|h:mm_a;m:h:mm|h:mm_a
Hm;H:HH:mm|HH:mm;m:HH:mm|HH:mm
hmv;a:h:mm_a|h:mm_a v;h:h:mm|h:mm_a v;m:h:mm|h:mm_a v
Hmv;H:HH:mm|HH:mm v;m:HH:mm|HH:mm v
hv;a:h_a|h_a v;h:h|h_a v
Hv;H:HH|HH v
M;M:M|M
Md;d:M/d|M/d;M:M/d|M/d
MEd;d:E, M/d|E, M/d;M:E, M/d|E, M/d
MMM;M:MMM|MMM
MMMd;d:MMM d|d;M:MMM d|MMM d
MMMEd;d:E, MMM d|E, MMM d;M:E, MMM d|E, MMM d
y;y:y|y
yM;M:M/y|M/y;y:M/y|M/y
yMd;d:M/d/y|M/d/y;M:M/d/y|M/d/y;y:M/d/y|M/d/y
yMEd;d:E, M/d/y|E, M/d/y;M:E, M/d/y|E, M/d/y;y:E, M/d/y|E, M/d/y
yMMM;M:MMM|MMM y;y:MMM y|MMM y
yMMMd;d:MMM d|d, y;M:MMM d|MMM d, y;y:MMM d, y|MMM d, y
yMMMEd;d:E, MMM d|E, MMM d, y;M:E, MMM d|E, MMM d, y;y:E, MMM d, y|E, MMM d, y
yMMMM;M:MMMM|MMMM y;y:MMMM y|MMMM y
`;

export const DASH = '\u2009–\u2009';

/** `[skeleton, patterns]` of each line. */
export const listRanges = () => TABLE.trim().split('\n').map((line) => {
  const [skeleton, ...patterns] = line.split(';');
  const entries = patterns.map((text) => [text[0], text.slice(2).replaceAll('|', DASH).replaceAll('_', '\u202f')]);
  return [skeleton, new Map(entries)];
});
