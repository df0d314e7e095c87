// node:v8: https://nodejs.org/docs/latest-v20.x/api/v8.html
import { refusing } from 'jsc:absent/refuse';

export const startupSnapshot = {};

const functions = refusing('v8', 'the engine is QuickJS', [
  'cachedDataVersionTag', 'getHeapSnapshot', 'getHeapStatistics', 'getHeapSpaceStatistics', 'getHeapCodeStatistics',
  'setFlagsFromString', 'Serializer', 'Deserializer', 'DefaultSerializer', 'DefaultDeserializer', 'deserialize',
  'takeCoverage', 'stopCoverage', 'serialize', 'writeHeapSnapshot', 'queryObjects', 'setHeapSnapshotNearHeapLimit',
  'GCProfiler',
]);

export const {
  cachedDataVersionTag, getHeapSnapshot, getHeapStatistics, getHeapSpaceStatistics, getHeapCodeStatistics,
  setFlagsFromString, Serializer, Deserializer, DefaultSerializer, DefaultDeserializer, deserialize, takeCoverage,
  stopCoverage, serialize, writeHeapSnapshot, queryObjects, setHeapSnapshotNearHeapLimit, GCProfiler,
} = functions;
export default { ...functions, startupSnapshot };
