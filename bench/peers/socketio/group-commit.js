import { randomUUID } from 'node:crypto';

const INSERT = {
  name: 'insert-messages',
  text: `insert into messages (id, room_id, sender_id, client_id, text, create_time)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[])`,
};

/**
 * Inserts messages in batches, one after the other so that they keep their order: whatever has come while one batch was
 * being committed is the next.
 */
export class GroupCommit {
  #pool;
  #maxBatch;
  #waiting = [];
  #committing = false;

  constructor(pool, maxBatch) {
    this.#pool = pool;
    this.#maxBatch = maxBatch;
  }

  /** Calls back with the message once it is durable. */
  add(draft, durable) {
    const message = { id: randomUUID(), ...draft, createTime: new Date().toISOString() };
    this.#waiting.push({ message, durable });
    if (!this.#committing) {
      this.#committing = true;
      this.#run();
    }
  }

  /** A failed insert ends the process, and so the measurement. */
  async #run() {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#maxBatch);
      const messages = batch.map((one) => one.message);
      await this.#pool.query({
        ...INSERT,
        values: [
          messages.map((message) => message.id),
          messages.map((message) => message.roomId),
          messages.map((message) => message.sender.id),
          messages.map((message) => message.clientId),
          messages.map((message) => message.text),
          messages.map((message) => message.createTime),
        ],
      });
      batch.forEach(({ message, durable }) => durable(message));
    }
    this.#committing = false;
  }
}
