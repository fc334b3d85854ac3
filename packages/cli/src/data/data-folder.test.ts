import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from './data-folder.ts'

describe('the data folder', () => {
  it('is the one that was named, seen from where the command is called', () => expect(dataFolder({ env: {}, cwd: '/srv' }, 'acme')).toEqual({ path: '/srv/acme', file: '/srv/acme/paperclip.db', database: { kind: 'sqlite' }, name: '/srv/acme', isNamed: true }))
  it('is else the one of the environment', () => expect(dataFolder({ env: { PAPERCLIPAI_DATA: '/var/acme' }, cwd: '/srv' }, undefined)).toMatchObject({ path: '/var/acme', isNamed: false }))
  it('is else where this system keeps data of programs', () => expect(dataFolder({ env: {}, cwd: '/srv' }, undefined).path).toMatch(/paperclipai/))
  it('is never that of the other application', () => {
    for (const path of ['.paperclip', '.paperclip/instances/x']) expect(() => dataFolder({ env: {}, cwd: '/' }, join(homedir(), path))).toThrow('another application')
  })
  it.each(['mysql://ada:hunter2@db.example/acme', 'https://ada:hunter2@paperclip.example', 'file:///srv/hunter2'])('is no folder by the name of another kind of place, which is not shown: %s', url => {
    expect(() => dataFolder({ env: {}, cwd: '/' }, url)).toThrow(expect.objectContaining({ code: 'invalid_input', message: expect.stringMatching(/^--data: companies are not kept in (mysql|https|file):\/\/…$/), next: expect.stringContaining('postgres://role@host/database') }))
  })
  it('may be named with its kind', () => expect(dataFolder({ env: {}, cwd: '/srv' }, 'sqlite:acme')).toMatchObject({ path: '/srv/acme' }))
  it('has a name', () => expect(() => dataFolder({ env: {}, cwd: '/' }, '')).toThrow('--data'))
})
