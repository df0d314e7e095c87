// A JSON pipeline: one array of records in, the same records with a total out.
export default function (records) {
  return records.map((r) => ({ ...r, total: r.items.reduce((t, i) => t + i.price * i.qty, 0) }));
}
