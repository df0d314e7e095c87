// A JSON pipeline: a record a line in, the same record with a total out.
export default function (record) {
  return { ...record, total: record.items.reduce((t, i) => t + i.price * i.qty, 0) };
}
