// Richards, the simulation of an operating system's kernel by Martin Richards, written anew for these benchmarks:
// an idle task, a worker, two handlers and two devices pass packets to each other under a scheduler with priorities.
const IDLE = 0;
const WORKER = 1;
const HANDLER_A = 2;
const HANDLER_B = 3;
const DEVICE_A = 4;
const DEVICE_B = 5;

const KIND_DEVICE = 0;
const KIND_WORK = 1;
const PACKET_SIZE = 4;

class Packet {
  constructor(link, id, kind) {
    this.link = link;
    this.id = id;
    this.kind = kind;
    this.datum = 0;
    this.data = new Array(PACKET_SIZE).fill(0);
  }

  /** The queue with this packet at its end. */
  appendTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let last = queue;
    while (last.link !== null) last = last.link;
    last.link = this;
    return queue;
  }
}

class Task {
  constructor(scheduler, id, priority, queue) {
    this.scheduler = scheduler;
    this.id = id;
    this.priority = priority;
    this.queue = queue;
    this.waiting = false;
    this.held = false;
  }

  get blocked() {
    return this.held || (this.waiting && this.queue === null);
  }

  takePacket() {
    if (!this.waiting) return null;
    this.waiting = false;
    const packet = this.queue;
    this.queue = packet.link;
    return packet;
  }

  receive(packet, sender) {
    const first = this.queue === null;
    this.queue = packet.appendTo(this.queue);
    return first && this.priority > sender.priority ? this : sender;
  }
}

class IdleTask extends Task {
  constructor(scheduler, count) {
    super(scheduler, IDLE, 0, null);
    this.control = 1;
    this.count = count;
  }

  run() {
    if (--this.count === 0) return this.scheduler.hold();
    const odd = this.control & 1;
    this.control >>= 1;
    if (odd) this.control ^= 0xd008;
    return this.scheduler.release(odd ? DEVICE_B : DEVICE_A);
  }
}

class WorkerTask extends Task {
  constructor(scheduler, queue) {
    super(scheduler, WORKER, 1000, queue);
    this.destination = HANDLER_A;
    this.letter = 0;
    this.waiting = true;
  }

  run(packet) {
    if (packet === null) return this.scheduler.wait();
    this.destination = this.destination === HANDLER_A ? HANDLER_B : HANDLER_A;
    packet.id = this.destination;
    packet.datum = 0;
    for (let i = 0; i < PACKET_SIZE; i++) {
      this.letter = (this.letter % 26) + 1;
      packet.data[i] = this.letter;
    }
    return this.scheduler.send(packet);
  }
}

class HandlerTask extends Task {
  constructor(scheduler, id, priority, queue) {
    super(scheduler, id, priority, queue);
    this.work = null;
    this.devices = null;
    this.waiting = true;
  }

  run(packet) {
    if (packet !== null) {
      if (packet.kind === KIND_WORK) this.work = packet.appendTo(this.work);
      else this.devices = packet.appendTo(this.devices);
    }
    const work = this.work;
    if (work !== null) {
      if (work.datum >= PACKET_SIZE) {
        this.work = work.link;
        return this.scheduler.send(work);
      }
      const device = this.devices;
      if (device !== null) {
        this.devices = device.link;
        device.datum = work.data[work.datum++];
        return this.scheduler.send(device);
      }
    }
    return this.scheduler.wait();
  }
}

class DeviceTask extends Task {
  constructor(scheduler, id, priority) {
    super(scheduler, id, priority, null);
    this.pending = null;
    this.waiting = true;
  }

  run(packet) {
    if (packet !== null) {
      this.pending = packet;
      return this.scheduler.hold();
    }
    if (this.pending === null) return this.scheduler.wait();
    const done = this.pending;
    this.pending = null;
    return this.scheduler.send(done);
  }
}

class Scheduler {
  constructor() {
    this.tasks = [];
    this.byPriority = [];
    this.current = null;
    this.sent = 0;
    this.holds = 0;
  }

  add(task) {
    this.tasks[task.id] = task;
    this.byPriority.push(task);
    this.byPriority.sort((a, b) => b.priority - a.priority);
  }

  next() {
    for (const task of this.byPriority) if (!task.blocked) return task;
    return null;
  }

  schedule() {
    let task = this.next();
    while (task !== null) {
      this.current = task;
      const following = task.run(task.takePacket());
      task = following !== null && !following.blocked ? following : this.next();
    }
  }

  hold() {
    this.holds++;
    this.current.held = true;
    return null;
  }

  wait() {
    this.current.waiting = true;
    return this.current;
  }

  release(id) {
    const task = this.tasks[id];
    task.held = false;
    return task.priority > this.current.priority ? task : this.current;
  }

  send(packet) {
    const receiver = this.tasks[packet.id];
    this.sent++;
    packet.id = this.current.id;
    return receiver.receive(packet, this.current);
  }
}

function queueOf(count, id, kind) {
  let queue = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, id, kind);
  return queue;
}

function simulate(count) {
  const scheduler = new Scheduler();
  scheduler.add(new IdleTask(scheduler, count));
  scheduler.add(new WorkerTask(scheduler, queueOf(2, WORKER, KIND_WORK)));
  scheduler.add(new HandlerTask(scheduler, HANDLER_A, 2000, queueOf(3, DEVICE_A, KIND_DEVICE)));
  scheduler.add(new HandlerTask(scheduler, HANDLER_B, 3000, queueOf(3, DEVICE_B, KIND_DEVICE)));
  scheduler.add(new DeviceTask(scheduler, DEVICE_A, 4000));
  scheduler.add(new DeviceTask(scheduler, DEVICE_B, 5000));
  scheduler.schedule();
  return [scheduler.sent, scheduler.holds];
}

let sent = 0;
let holds = 0;
for (let i = 0; i < 8; i++) {
  const [s, h] = simulate(8000);
  sent += s;
  holds += h;
}
console.log('richards', sent, holds);
