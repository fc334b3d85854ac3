// Asks without a pause, on many connections at once and whatever it is answered, until its input ends.
import { closedLoop, written } from './http-load.ts'

const CONNECTIONS = 256, BETWEEN = 1_000

const [port = '', token = '', path = ''] = process.argv.slice(2)
const load = { port: Number(port), request: written('GET', path, { token }), connections: CONNECTIONS, mayBeRefused: true }
await closedLoop(load, BETWEEN)
console.log(JSON.stringify({}))
process.stdin.on('end', () => process.exit()).resume()
for (;;) await closedLoop(load, BETWEEN)
