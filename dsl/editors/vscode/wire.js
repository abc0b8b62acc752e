// JSON-RPC over the streams of a process, framed as the Language Server Protocol says. Node's library alone.
"use strict";

class Wire {
  // `output` is what the server writes, `input` what it reads; `told(method, params)` hears its notifications.
  constructor(output, input, told) {
    this.input = input;
    this.told = told;
    this.buffer = Buffer.alloc(0);
    this.number = 0;
    this.waiting = new Map();
    output.on("data", block => this.take(block));
  }

  take(block) {
    this.buffer = Buffer.concat([this.buffer, block]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.buffer.toString("ascii", 0, end));
      const begin = end + 4;
      const size = length ? Number(length[1]) : 0;
      if (this.buffer.length < begin + size) return;
      const body = this.buffer.toString("utf8", begin, begin + size);
      this.buffer = this.buffer.subarray(begin + size);
      if (size) this.hear(JSON.parse(body));
    }
  }

  hear(message) {
    if (message.method !== undefined) {
      this.told(message.method, message.params);
      if (message.id !== undefined) this.send({id: message.id, result: null});
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (!waiting) return;
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({jsonrpc: "2.0", ...message}), "utf8");
    this.input.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.input.write(body);
  }

  ask(method, params) {
    const id = ++this.number;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, {resolve, reject});
      this.send({id, method, params});
    });
  }

  tell(method, params) {
    this.send({method, params});
  }
}

module.exports = {Wire};
