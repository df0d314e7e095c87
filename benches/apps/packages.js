// An application that imports lodash, zod and date-fns and does little with them.
import { addDays, format } from 'date-fns';
import _ from 'lodash';
import { z } from 'zod';

const Order = z.object({ id: z.number(), items: z.array(z.object({ sku: z.string(), price: z.number() })) });
const order = Order.parse({ id: 7, items: [{ sku: 'a', price: 2.5 }, { sku: 'b', price: 4 }] });
console.log(order.id, _.sumBy(order.items, 'price'), format(addDays(new Date(2026, 0, 30), 3), 'yyyy-MM-dd'));
