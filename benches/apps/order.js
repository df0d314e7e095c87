// The function of the README.
export default function (order) {
  return { id: order.id, total: order.items.reduce((t, i) => t + i.price * i.qty, 0) };
}
