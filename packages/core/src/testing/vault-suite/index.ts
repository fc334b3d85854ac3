import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { Vault } from '../../ports/vault.ts'
import type { Runner } from '../runner.ts'
import { refused } from '../store-suite/refused.ts'

/** A vault under test. */
export interface OpenedVault {
  vault: Vault
  /** Another handle on the same master key, as another process would have. */
  same: Vault
  /** A vault with another master key. */
  other: Vault
  /** Removes the data. */
  close(): Promise<void>
}

/** What is tested, such as "a folder", and how each test gets one of its own. */
export interface VaultSuite { name: string; open(): Promise<OpenedVault> }

const KEY = Uint8Array.from({ length: 32 }, (_, n) => n)
const CONTEXT = 'company/cmp_a'

/** Every promise of the port of the vault as a test, for the runner that is handed in. */
export function testVault({ describe, it }: Runner, { name, open }: VaultSuite): void {
  const on = (what: string, test: (opened: OpenedVault) => Promise<void>) => it(what, async () => {
    const opened = await open()
    try {
      await test(opened)
    } finally {
      await opened.close()
    }
  })
  const shut = async (unwrapping: Promise<unknown>) => assert.equal((await refused(unwrapping)).code, 'misconfigured')

  describe(`${name} keeps the promises of a vault`, () => {
    on('unwraps what it wrapped, through any handle', async ({ vault, same }) => {
      for (const key of [KEY, new Uint8Array(0), new Uint8Array(1_000).fill(255), Uint8Array.from(randomBytes(64))]) {
        for (const context of [CONTEXT, '', 'ключ 🦊']) assert.deepEqual(await same.unwrap(await vault.wrap(key, context), context), key)
      }
    })

    on('never wraps a key the same way twice, nor shows it', async ({ vault }) => {
      const wrapped = await Promise.all(Array.from({ length: 20 }, () => vault.wrap(KEY, CONTEXT)))
      assert.equal(new Set(wrapped).size, 20)
      for (const text of wrapped) {
        assert.match(text, /^[\w.-]+$/)
        assert.ok(!text.includes(Buffer.from(KEY).toString('base64url').slice(0, 20)))
      }
    })

    on('does not unwrap for another purpose', async ({ vault }) => {
      const wrapped = await vault.wrap(KEY, CONTEXT)
      for (const context of ['', 'company/cmp_b', `${CONTEXT} `, CONTEXT.toUpperCase()]) await shut(vault.unwrap(wrapped, context))
    })

    on('does not unwrap what another master key wrapped', async ({ vault, other }) => {
      await shut(other.unwrap(await vault.wrap(KEY, CONTEXT), CONTEXT))
      await shut(vault.unwrap(await other.wrap(KEY, CONTEXT), CONTEXT))
    })

    on('does not unwrap what was altered', async ({ vault }) => {
      const wrapped = await vault.wrap(KEY, CONTEXT)
      for (let n = 0; n < wrapped.length; n++) await shut(vault.unwrap(`${wrapped.slice(0, n)}${wrapped[n] === 'A' ? 'B' : 'A'}${wrapped.slice(n + 1)}`, CONTEXT))
      for (const text of ['', 'v1.', 'v2.abc', 'nonsense', wrapped.slice(0, -1), wrapped.slice(0, 20), `${wrapped}A`, `${wrapped} `, `${wrapped}=`, wrapped.slice(3)]) await shut(vault.unwrap(text, CONTEXT))
      assert.deepEqual(await vault.unwrap(wrapped, CONTEXT), KEY)
    })

    on('signs the same statement the same way, and another one another way', async ({ vault, same, other }) => {
      const signature = await vault.sign('a statement 🦊')
      assert.match(signature, /^v1\.[\w-]{43}$/)
      assert.equal(await same.sign('a statement 🦊'), signature)
      for (const [signer, statement] of [[vault, 'a statement'], [vault, ''], [other, 'a statement 🦊']] as const) assert.notEqual(await signer.sign(statement), signature)
    })

    on('knows what it wrapped itself, and signs as one who holds one key does', async ({ vault, same, other }) => {
      const wrapped = await vault.wrap(KEY, CONTEXT)
      await other.sign('anything')
      assert.deepEqual([await vault.isCurrent(wrapped), await same.isCurrent(wrapped), await other.isCurrent(wrapped), await vault.isCurrent('nonsense')], [true, true, false, false])
      assert.deepEqual(await vault.signatures('a statement'), [await vault.sign('a statement')])
      await vault.settle()
      assert.deepEqual([await vault.isCurrent(wrapped), await vault.unwrap(wrapped, CONTEXT)], [true, KEY])
    })

    on('has one key for all who use it first at the same time', async ({ vault, same }) => {
      const signatures = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? vault : same).sign('first')))
      assert.equal(new Set(signatures).size, 1)
    })

    on('shows nothing of itself', async ({ vault }) => {
      await vault.sign('anything')
      assert.doesNotMatch(inspect(vault, { depth: 10, showHidden: true }) + JSON.stringify(vault), /[0-9a-f]{32}|KeyObject|Buffer/)
    })
  })
}
