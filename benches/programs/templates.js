// Templates with mustache and handlebars: sections, partials, helpers, escaping.
import Handlebars from 'handlebars/dist/cjs/handlebars.js';
import Mustache from 'mustache';

const INVOICE = `<h1>{{title}}</h1>
{{#customer}}<p>{{name}} &lt;{{email}}&gt;</p>{{/customer}}
<table>{{#items}}<tr class="{{#even}}even{{/even}}{{^even}}odd{{/even}}"><td>{{sku}}</td><td>{{{html}}}</td>{{> price}}</tr>
{{/items}}</table>{{^items}}nothing{{/items}}`;

const REPORT = `<h1>{{upper title}}</h1>
{{#with customer}}<p>{{name}} {{email}}</p>{{/with}}
{{#each items}}<li data-i="{{@index}}">{{#if even}}{{sku}}{{else}}<i>{{sku}}</i>{{/if}} {{price cents}} {{#unless @last}},{{/unless}}</li>
{{else}}nothing{{/each}}
{{#each totals}}{{@key}}={{this}};{{/each}}`;

Handlebars.registerHelper('upper', (text) => text.toUpperCase());
Handlebars.registerHelper('price', (cents) => `$${(cents / 100).toFixed(2)}`);
const report = Handlebars.compile(REPORT);

function view(i) {
  const items = Array.from({ length: 25 }, (_, k) => ({ sku: `SKU<${i}-${k}>`, html: `<b>${k}</b>`, even: k % 2 === 0, cents: k * 125 + i }));
  return { title: `Invoice "${i}"`, customer: { name: `Ada & co ${i}`, email: 'ada@example.com' }, items, totals: { net: i * 10, tax: i * 2 } };
}

let length = 0;
let hash = 0;
for (let i = 0; i < 260; i++) {
  const data = view(i);
  const text = Mustache.render(INVOICE, data, { price: '<td>{{cents}}</td>' }) + report(data);
  length += text.length;
  for (let c = 0; c < text.length; c += 7) hash = (Math.imul(hash, 31) + text.charCodeAt(c)) | 0;
}
console.log('templates', length, hash);
