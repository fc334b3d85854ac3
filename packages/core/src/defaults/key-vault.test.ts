import { describe, expect, it } from 'vitest'
import { testVault } from '../testing/vault-suite/index.ts'
import { keyVault } from './key-vault.ts'

const HEX = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
const OTHER = 'a1'.repeat(32)
const BYTES = Buffer.from(HEX, 'hex')
const WRAPPED = 'v1.--1ZrmimEw9WJiErI3eCUVSHe8n7EIVnJ78ePtglDPnUXPD4tUeWJBmoovy6Nf5sOyyV-vT6zNub3_ZsHQ'
const SIGNED = 'v1.V7OsMf6EjtUwq27P1OPkrVmDCLmULGvi9XOrc8nLRRU'

testVault({ describe, it }, {
  name: 'a key you hold',
  async open() {
    return { vault: keyVault(HEX), same: keyVault(Uint8Array.from(BYTES)), other: keyVault(HEX.replace('00', 'ff')), close: async () => {} }
  },
})

describe('a vault with a key you hold', () => {
  it.each([['hex', HEX], ['hex in capitals', HEX.toUpperCase()], ['hex with an end of line', `${HEX}\n`], ['base64', BYTES.toString('base64')], ['base64 without its end', BYTES.toString('base64url')], ['bytes', BYTES]])('takes it as %s', async (_, key) => {
    expect(await keyVault(key).sign('one')).toBe(await keyVault(HEX).sign('one'))
  })

  it('G06: says by which master key something was wrapped, and which it holds, and neither key', async () => {
    const wrapped = await keyVault(HEX).wrap(BYTES, 'company/cmp_a'), other = keyVault('a1'.repeat(32))
    const [, id = ''] = /^v2\.([0-9a-f]{8})\./.exec(wrapped) ?? [], [, theirs = ''] = /^v2\.([0-9a-f]{8})\./.exec(await other.wrap(BYTES, 'company/cmp_a')) ?? []
    expect([id, theirs].filter(one => HEX.includes(one) || 'a1'.repeat(32).includes(one))).toEqual([])
    await expect(other.unwrap(wrapped, 'company/cmp_a')).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringMatching(`by the master key ${id}, and this one is ${theirs}`) })
  })

  it('opens what the first version wrapped and signed', async () => {
    expect(Buffer.from(await keyVault(HEX).unwrap(WRAPPED, 'company/cmp_a')).toString()).toBe('a key of the company, 32 bytes ..')
    expect(await keyVault(HEX).sign('a statement')).toBe(SIGNED)
  })

  it.each([['spaces', `${OTHER} ${HEX}`], ['a comma', `${OTHER},${BYTES.toString('base64')}`], ['lines', `${OTHER}\n${HEX}\n`]])('G05: holds several, with %s between them: the first wraps and signs, what any of them wrapped or signed is known', async (_, keys) => {
    const ring = keyVault(keys), before = await keyVault(HEX).wrap(BYTES, 'one'), now = await ring.wrap(BYTES, 'one')
    expect([await ring.isCurrent(before), await ring.isCurrent(now), await ring.isCurrent(WRAPPED)]).toEqual([false, true, false])
    for (const text of [before, now]) expect(Buffer.from(await ring.unwrap(text, 'one'))).toEqual(BYTES)
    expect(Buffer.from(await ring.unwrap(WRAPPED, 'company/cmp_a')).toString()).toBe('a key of the company, 32 bytes ..')
    expect(Buffer.from(await keyVault(OTHER).unwrap(now, 'one'))).toEqual(BYTES)
    expect(await ring.signatures('a statement')).toEqual([await keyVault(OTHER).sign('a statement'), SIGNED])
    expect(await ring.sign('a statement')).toBe((await ring.signatures('a statement'))[0])
  })

  it.each([`${HEX} secret`, `${HEX},`, `, ${HEX}`])('refuses %j for what is not a key in it', keys => {
    expect(() => keyVault(keys)).toThrow(expect.objectContaining({ code: 'misconfigured' }))
  })

  it.each([[''], ['secret'], [HEX.slice(1)], [`${HEX}0`], [BYTES.subarray(1)], [new Uint8Array(33)], [BYTES.toString('base64').slice(2)], ['x'.repeat(64)]])('refuses %j, and does not repeat it', key => {
    const refusal = () => keyVault(key)
    expect(refusal).toThrow(expect.objectContaining({ code: 'misconfigured', message: expect.stringContaining('32 bytes') }))
    if (typeof key === 'string' && key.length > 10) expect(refusal).not.toThrow(key)
  })

  it('does not change with the bytes it was made of', async () => {
    const bytes = Uint8Array.from(BYTES), vault = keyVault(bytes)
    bytes.fill(0)
    expect(await vault.sign('one')).toBe(await keyVault(HEX).sign('one'))
  })
})
