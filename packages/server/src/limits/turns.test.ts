import { EventEmitter, once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { realServer } from '../testing/real-server.ts'
import { Turns } from './turns.ts'

const answer = (): ServerResponse => new EventEmitter() as ServerResponse

/** Who was let on, in order. */
function counting(most: number) {
  const turns = new Turns(most), begun: string[] = []
  const come = (name: string, who: string, raw = answer()): void => void (async () => {
    await turns.enter(name, raw)
    begun.push(who)
  })()
  return { begun, come }
}

describe('a turn of the event loop', () => {
  it('begins so many requests under each name, and the others in the turns after it, in the order they came', async () => {
    const { begun, come } = counting(2)
    for (let n = 1; n <= 5; n++) come('greedy', `g${n}`)
    come('modest', 'm1')
    await Promise.resolve()
    expect(begun).toEqual(['g1', 'g2', 'm1'])
    await turn()
    expect(begun).toEqual(['g1', 'g2', 'm1', 'g3', 'g4'])
    come('greedy', 'g6')
    come('modest', 'm2')
    await Promise.resolve()
    expect(begun.slice(5)).toEqual(['m2'])
    await turn()
    expect(begun.slice(6)).toEqual(['g5', 'g6'])
  })

  it('begins nothing for whoever has hung up', async () => {
    const { begun, come } = counting(1), gone = answer()
    come('greedy', 'g1')
    come('greedy', 'g2', gone)
    come('greedy', 'g3')
    gone.emit('close')
    await turn()
    expect(begun).toEqual(['g1', 'g3'])
  })
})

describe.each([['with a key', 'known'], ['with a token that is none', 'nobody']] as const)('whoever asks on many connections at once, %s,', (_, who) => {
  it('G03: has a few answers in each turn: another company hears after a few of them, and they hear all the same', async () => {
    const made = await realServer({}), other = await made.paperclip.found({ slug: 'other' })
    const greedy = who === 'known' ? (await made.acme.keys.create({ name: 'greedy' })).token : 'pck_0_1', modest = (await other.keys.create({ name: 'modest' })).token
    for (const [as, path] of [[greedy, 'acme'], [modest, 'other']] as const) await made.ask({ as, path: `/api/v1/companies/${path}` })         // both are known, or known to be nobody
    const order: string[] = []
    const line = async (name: string, token: string, company: string) => {
      const socket = connect(made.port, '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      const ask = async (): Promise<void> => {
        socket.write(`GET /api/v1/companies/${company} HTTP/1.1\r\nHost: ${made.host}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
        await once(socket, 'data')
        order.push(name)
      }
      await ask()                                                          // it is taken in by now
      return ask
    }
    const asks = [...await Promise.all(Array.from({ length: 200 }, () => line('greedy', greedy, 'acme'))), await line('modest', modest, 'other')]
    order.length = 0
    await Promise.all(asks.map(ask => ask()))
    expect(order).toHaveLength(201)
    expect(order.indexOf('modest')).toBeLessThan(50)
  })
})
