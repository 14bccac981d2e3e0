// The peer: a chat server as one would write it with Socket.IO, one process, tuned for speed. What somebody says in a
// room is inserted into PostgreSQL with what else is waiting, in one statement and so one commit; once that is durable,
// it is emitted to the room and acknowledged. Prints one line of JSON: its port and its settings.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';
import { Server } from 'socket.io';
import { GroupCommit } from './group-commit.js';

const { version: socketIo } = createRequire(import.meta.url)('socket.io/package.json');
const { version: postgres } = createRequire(import.meta.url)('pg/package.json');

const database = { max: 4, connectionString: process.env.DATABASE_URL };
const transport = {
  serveClient: false,
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  pingInterval: 25_000,
  pingTimeout: 60_000,
};
const maxBatch = 256;

const pool = new pg.Pool(database);
await pool.query(`create table if not exists messages (
  id uuid primary key, room_id uuid not null, sender_id int not null, client_id uuid not null, text text not null,
  create_time timestamptz not null, unique (sender_id, client_id))`);

const http = createServer();
const io = new Server(http, transport);
const commit = new GroupCommit(pool, maxBatch);

io.on('connection', (socket) => {
  const { person, rooms } = socket.handshake.auth;
  const sender = { id: person, username: `bench-${person}`, displayName: `Member ${person}` };
  rooms.forEach((room) => socket.join(room));
  socket.on('send', ({ clientId, roomId, text }, ack) => {
    if (!socket.rooms.has(roomId)) {
      socket.emit('refused', clientId);
      return;
    }
    commit.add({ roomId, sender, clientId, text }, (message) => {
      io.to(roomId).emit('message', message);
      ack({ clientId, id: message.id });
    });
  });
});

async function settingsOfDatabase() {
  const shown = {};
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pool.query(`show ${name}`);
    shown[name] = rows[0][name];
  }
  return shown;
}

const durable = await settingsOfDatabase();
http.listen(0, '127.0.0.1', 4096, () => {
  const versions = { node: process.version, 'socket.io': socketIo, pg: postgres };
  const settings = { ...versions, ...transport, adapter: 'in memory', pool: database.max, maxBatch };
  console.log(JSON.stringify({ port: http.address().port, settings, durable }));
});
