import { describe, expect, it } from 'vitest'
import { understand } from './protocol.ts'

const said = (line: object) => understand(JSON.stringify({ paperclip: 1, nonce: 'n', ...line }), 'n')

describe('understand', () => {
  it.each([
    'hello', '', '{', '{}', '[]', 'null', '{"paperclip": 2, "nonce": "n"}', 'x {"paperclip":1,"nonce":"n","type":"result"}', '{"paperclip":1,"nonce":"n",', '"paperclip"',
  ])('takes %j for text', line => expect(understand(line, 'n')).toEqual({ kind: 'text' }))

  it.each(['x', '', 'nn', 7, null, undefined])('does not obey a report with the nonce %j', nonce => {
    expect(said({ nonce, type: 'result', summary: 'Sent by the model' })).toEqual({ kind: 'foreign' })
  })

  it.each<[object, object]>([
    [{ type: 'log', text: 'hi' }, { type: 'log', level: 'info', text: 'hi' }],
    [{ type: 'result' }, { type: 'result', summary: '', session: undefined, error: null }],
    [{ type: 'result', summary: 's', session: null, error: { kind: 'rate_limit', retryAfterMs: 5 } }, { type: 'result', summary: 's', session: null, error: { kind: 'rate_limit', message: '', retryAfterMs: 5 } }],
    [{ type: 'result', error: { kind: 'rate_limit', retryAfterMs: Number.MAX_SAFE_INTEGER } }, { type: 'result', summary: '', session: undefined, error: { kind: 'rate_limit', message: '', retryAfterMs: 366 * 86_400_000 } }],
    [{ type: 'desk', verb: 'take', input: { task: 'ACME-1' } }, { type: 'desk', id: null, verb: 'take', input: { task: 'ACME-1' } }],
  ])('reads %j', (line, report) => expect(said(line)).toEqual({ kind: 'report', report }))

  it.each([
    [{ cost: 5 }, 5], [{ cost: null }, null], [{}, null], [{ costUsd: '0.0123' }, 12_300], [{ costUsd: 0.25 }, 250_000],
  ])('reads what usage %j cost', (cost, micros) => {
    expect(said({ type: 'usage', id: 'u', ...cost })).toMatchObject({ kind: 'report', report: { usage: { id: 'u', cost: micros } } })
  })

  it.each<[object, string]>([
    [{ type: 'usage', id: 'u', cost: -5 }, 'cost'],
    [{ type: 'usage', id: 'u', cost: 0.5 }, 'cost'],
    [{ type: 'usage', id: 'u', costUsd: '-0.01' }, 'costUsd: must be an amount of dollars'],
    [{ type: 'usage', id: 'u', cost: 1, costUsd: '1' }, 'not both'],
    [{ type: 'usage', id: 'u', inputTokens: -1 }, 'inputTokens'],
    [{ type: 'usage', cost: 1 }, 'id'],
    [{ type: 'usage', id: 'u', price: 3 }, 'price'],
    [{ type: 'desk', verb: 'fire', input: {} }, 'verb'],
    [{ type: 'desk', verb: 'me' }, 'verb'],
    [{ type: 'desk', verb: 'constructor' }, 'verb'],
    [{ type: 'desk', verb: 'take', input: 'ACME-1' }, 'input'],
    [{ type: 'result', error: { kind: 'tired' } }, 'error.kind'],
    [{ type: 'think' }, 'type'],
    [{}, 'type'],
  ])('refuses %j and says why', (line, why) => expect(said(line)).toMatchObject({ kind: 'wrong', why: expect.stringContaining(why) }))

  it('survives a nesting too deep to check', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    expect(understand(`{"paperclip":1,"nonce":"n","type":"result","session":${deep}}`, 'n').kind).toBe('wrong')
  })
})
