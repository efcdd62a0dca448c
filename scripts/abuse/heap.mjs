// Loaded before a server by `startTransmitter`: answers every message with what its heap holds after a collection.
process.on('message', () => {
  globalThis.gc();
  process.send(process.memoryUsage().heapUsed);
});
process.channel.unref();
