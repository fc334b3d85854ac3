import { readdirSync, readlinkSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { foundCompany } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../open-sqlite.ts'
import { temporaryFile } from '../testing/temporary-file.ts'

const SKIPPED = process.platform === 'linux' ? '' : ' (SKIPPED: there is no /proc here)'

/** The descriptors of this process that lead to a file or to what lies beside it. */
const descriptorsOf = (file: string): string[] => readdirSync('/proc/self/fd').flatMap(descriptor => {
  try {
    const path = readlinkSync(`/proc/self/fd/${descriptor}`)
    return path.startsWith(file) ? [path] : []
  } catch {
    return []
  }
})

describe.skipIf(SKIPPED !== '')('a store that was closed', () => {
  it(`S2: holds no file and so no lock, once what it had prepared is collected${SKIPPED}`, async () => {
    const file = temporaryFile(), store = await openSqlite({ file })
    await foundCompany(store)
    expect(descriptorsOf(file).length).toBeGreaterThan(0)
    await store.close()
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    await expect.poll(() => {
      collect()
      return descriptorsOf(file)
    }).toEqual([])
  })
})
