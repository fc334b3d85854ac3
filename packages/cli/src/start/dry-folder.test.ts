import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from '../data/data-folder.ts'
import { session } from '../testing/session.ts'
import { dryFolder } from './dry-folder.ts'

describe('the folder of a rehearsal', () => {
  it('is made anew each time', async () => {
    const { data } = session(), folder = dataFolder({ env: {}, cwd: '/' }, data)
    const first = dryFolder({ folder })
    writeFileSync(join(first.folder.path, 'left'), '')
    first.end()
    expect(readdirSync(dryFolder({ folder }).folder.path)).toEqual(['rehearsal'])
  })

  it('is left to the rehearsal that still runs in it', () => {
    const { data } = session(), folder = dataFolder({ env: {}, cwd: '/' }, data)
    const first = dryFolder({ folder })
    expect(() => dryFolder({ folder })).toThrow(`still runs in ${join(data, 'dry')} (process ${process.pid})`)
    first.end()
    expect(() => dryFolder({ folder })).not.toThrow()
  })

  it('is taken over from one that was killed', () => {
    const { data } = session(), folder = dataFolder({ env: {}, cwd: '/' }, data), { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(join(dryFolder({ folder }).folder.path, 'rehearsal'), `running: ${pid}\n`)
    expect(() => dryFolder({ folder })).not.toThrow()
  })

  it('never takes the place of something else', async () => {
    const { data, run } = session(), mine = join(data, 'dry', 'novel.txt')
    mkdirSync(join(data, 'dry'), { recursive: true })
    writeFileSync(mine, 'Chapter one.')
    expect(await run('start', '--dry')).toMatchObject({ exit: 1, out: '', err: expect.stringMatching(/dry holds something that no rehearsal made, so nothing was removed\.\n {2}→ Move it away/) })
    expect(existsSync(mine)).toBe(true)
  })
})
