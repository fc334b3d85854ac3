import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the network does with what passes. */
export type Weather =
  | { kind: 'fair' }
  /** Takes everything, answers nothing, and says nothing about it. */
  | { kind: 'black hole' }
  /** Answers are late by so many milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Connections are reset once a client has sent this text; the server still gets it unless `delivered` is 'no'. */
  | { kind: 'cut'; after: string; delivered: 'yes' | 'no' }
  /** Once a client has sent this text, answers go no further on its connection; both ends stay open. */
  | { kind: 'silent'; after: string }
  /** Once a client has sent this text, it hears that the other side has ended; what it sends still arrives. */
  | { kind: 'half closed'; after: string }
  /** This word arrives as one of the same length that means nothing, so that the server refuses it. */
  | { kind: 'garbled'; word: string }

/** A network between a store and its server, whose weather can change. */
export interface TcpProxy { port: number; weather: Weather; readonly open: number; /** How often a client has spoken that had heard something since it spoke last. */ readonly turns: number; reset(): void; /** Refuses whoever comes from now on. */ close(): void }

/** Starts one in front of a server: a port, or the path of a socket. It goes with the test. */
export async function tcpProxy(target: string | { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>(), clients = new Set<Socket>()
  let turns = 0
  const proxy: TcpProxy = { port: 0, weather: { kind: 'fair' }, get open() { return clients.size }, get turns() { return turns }, reset: () => clients.forEach(socket => socket.resetAndDestroy()), close: () => {} }
  const server = createServer({ allowHalfOpen: true }, client => {
    const upstream = typeof target === 'string' ? connect(target) : connect(target), ends = [client, upstream] as const
    let silent = false, until = 0, hasHeard = true
    const tell = (data: Buffer | string): void => {
      hasHeard = true
      client.write(data)
    }
    const late: Buffer[] = []
    clients.add(client)
    client.on('close', () => clients.delete(client))
    ends.forEach(end => {
      sockets.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        sockets.delete(end)
        ends.forEach(other => other.destroy())
      })
    })
    client.on('data', data => {
      if (hasHeard) turns++
      hasHeard = false
      const { weather } = proxy
      if (weather.kind === 'black hole') return
      const hit = 'after' in weather && data.includes(weather.after)
      if (hit && weather.kind !== 'cut') silent = true
      if (hit && weather.kind === 'half closed') {
        proxy.weather = { kind: 'fair' }
        client.end()
      }
      if (hit && weather.kind === 'cut') {
        proxy.weather = { kind: 'fair' }
        silent = true
        if (weather.delivered === 'yes') upstream.write(data, () => client.resetAndDestroy())
        else client.resetAndDestroy()
        return
      }
      upstream.write(weather.kind === 'garbled' ? Buffer.from(data.toString('latin1').replaceAll(weather.word, 'x'.repeat(weather.word.length)), 'latin1') : data)
    })
    upstream.on('data', data => {
      const { weather } = proxy
      if (silent || weather.kind === 'black hole') return
      if (weather.kind !== 'slow' && late.length === 0) return tell(data)
      until = Math.max(until, performance.now() + (weather.kind === 'slow' ? weather.ms : 0))
      late.push(data)                                        // in their order, also when the weather clears up meanwhile
      setTimeout(() => tell(late.shift() ?? ''), until - performance.now())
    })
    client.on('end', () => upstream.end())
    upstream.on('end', () => client.end())
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  proxy.port = port
  proxy.close = () => void server.close()
  onTestFinished(() => {
    sockets.forEach(socket => socket.destroy())
    server.close()
  })
  return proxy
}
