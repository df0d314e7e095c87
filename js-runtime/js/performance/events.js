// Performance is an EventTarget, in the programs that have those.
import { EventTarget } from 'jsc:events/target';
import { Performance, setPerformance } from 'jsc:performance/class';

Object.setPrototypeOf(Performance, EventTarget);
Object.setPrototypeOf(Performance.prototype, EventTarget.prototype);
setPerformance(Reflect.construct(EventTarget, [], Performance));
