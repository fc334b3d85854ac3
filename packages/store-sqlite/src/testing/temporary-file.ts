import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A path in a new folder that is removed after the test. */
export function temporaryFile(name = 'paperclip.db', below = tmpdir()): string {
  const folder = mkdtempSync(join(below, 'paperclip-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, name)
}
