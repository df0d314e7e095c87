// Regular expressions over web server logs: matching, groups, replacing, splitting, scanning.
const PATHS = ['/', '/index.html', '/api/v1/users/42', '/static/app.3f9c.js', '/search?q=wasm&page=2', '/api/v2/orders/981?full=true'];
const AGENTS = ['Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0', 'curl/8.5.0', 'Googlebot/2.1 (+http://www.google.com/bot.html)'];

function logs(count) {
  const lines = [];
  for (let i = 0; i < count; i++) {
    const ip = `${10 + (i % 90)}.${i % 256}.${(i * 7) % 256}.${(i * 13) % 256}`;
    const time = `${String((i % 28) + 1).padStart(2, '0')}/Nov/2026:${String(i % 24).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:07 +0000`;
    const status = [200, 200, 200, 304, 404, 500][i % 6];
    lines.push(`${ip} - user${i % 17} [${time}] "${i % 5 ? 'GET' : 'POST'} ${PATHS[i % PATHS.length]} HTTP/1.1" ${status} ${(i * 97) % 50000} "-" "${AGENTS[i % AGENTS.length]}"`);
  }
  return lines;
}

const LINE = /^(?<ip>\d+\.\d+\.\d+\.\d+) - (?<user>\S+) \[(?<time>[^\]]+)\] "(?<method>[A-Z]+) (?<path>\S+) HTTP\/\d\.\d" (?<status>\d{3}) (?<bytes>\d+|-) "[^"]*" "(?<agent>[^"]*)"$/;

const lines = logs(14000);
const byStatus = {};
let bytes = 0;
for (const line of lines) {
  const { groups } = LINE.exec(line);
  byStatus[groups.status] = (byStatus[groups.status] ?? 0) + 1;
  bytes += Number(groups.bytes);
}

const text = lines.join('\n');
const anonymous = text.replace(/\b(\d+\.\d+)\.\d+\.\d+\b/g, '$1.x.x');
const bots = lines.filter((line) => /bot|crawler|spider/i.test(line)).length;
const parameters = [...text.matchAll(/[?&](\w+)=([^&\s"]+)/g)].map(([, key, value]) => `${key}:${value}`);
const hours = text.match(/(?<=:)\d{2}(?=:\d{2}:\d{2} )/g);
const ids = text.replace(/\/(users|orders)\/(\d+)/g, (_, kind, id) => `/${kind}/${Number(id) + 1}`);
const fields = lines.slice(0, 3000).flatMap((line) => line.split(/\s+|"|\[|\]/).filter(Boolean));
const emails = 'ada@example.com, not-an-email@, grace.hopper@navy.mil; x@y '.repeat(500).match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu);

console.log('regex', JSON.stringify(byStatus), bytes, anonymous.length, bots, parameters.length, hours.length, ids.length, fields.length, emails.length);
