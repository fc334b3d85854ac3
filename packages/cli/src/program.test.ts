import { readFileSync } from 'node:fs'
import { ACTS } from '@paperclip/core'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { buildProgram } from './program.ts'
import { Shell } from './shell.ts'
import { session } from './testing/session.ts'

const GROUPS = buildProgram(new Shell(session().io())).commands
/** Every verb, as a person types it. */
const VERBS: readonly (readonly [name: string, command: Command])[] = GROUPS.flatMap(group => (group.commands.length === 0 ? [[group.name(), group] as const] : group.commands.map(verb => [`${group.name()} ${verb.name()}`, verb] as const)))
const CHANGES = /^(set|create|hire|configure|activate|move|pause|resume|terminate|wake|rollback|review|update|assign|finish|block|unblock|cancel|reopen|report|raise|approve|reject|repropose|close|adjust|send|stop|archive|remove|write|attach|add|trigger|say|ask|answer)$/

/** Acts that go by another name on the command line, and those that are not on it. */
const SAID_AS: Readonly<Record<string, string>> = { 'skill.set': 'skill add' }, UNSAID = ['budget.remove', 'note.update']
/** Verbs of acts that change one thing which stands. */
const CHANGING = ['member remove', ...Object.values(ACTS).filter(act => 'subject' in act && act.subject !== undefined && !UNSAID.includes(act.kind)).map(({ kind }) => SAID_AS[kind] ?? kind.replace('.', ' '))]

describe('every verb', () => {
  it.each(VERBS)('%s says what it does, and what it takes', (_name, command) => {
    expect(command.description()).toMatch(/^[a-z].*[^.]$/)
    expect(command.registeredArguments.filter(({ description }) => description === '').map(one => one.name())).toEqual([])
    expect(command.options.filter(({ description }) => description === '').map(({ flags }) => flags)).toEqual([])
  })

  it.each(VERBS.filter(([, command]) => CHANGES.test(command.name())))('%s can be asked for once', (_name, command) => {
    expect(command.options.map(({ long }) => long)).toContain('--key')
  })

  it.each(CHANGING)('%s can be asked for only if what it changes is as it was read', name => {
    expect(VERBS.find(([verb]) => verb === name)?.[1].options.map(({ long }) => long)).toContain('--if-version')
  })

  it('shows its help at any width, with --json in it', async () => {
    const { runOn } = session()
    for (const [name] of VERBS) expect(await runOn({ columns: 80 }, ...name.split(' '), '--help')).toMatchObject({ exit: 0, err: '', out: expect.stringContaining('--json') })
  })

  it('takes options of serving that the tables of the documentation name', () => {
    const flags = (VERBS.find(([name]) => name === 'start')?.[1].options ?? []).flatMap(({ long }) => long ?? []).filter(long => long !== '--dry' && long !== '--for')
    for (const file of ['../README.md', '../../../docs/serving.md']) {
      const tables = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n').filter(line => line.startsWith('|')).join('\n')
      expect(flags.filter(flag => !tables.includes(flag)), file).toEqual([])
    }
  })

  it('is in the README, and nothing else is', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const listed = [...readme.matchAll(/^paperclipai ([a-z-]+)(?: ([a-z][a-z|-]*))?/gm)].flatMap(([, group = '', verbs]) => (verbs === undefined ? [group] : verbs.split('|').map(verb => `${group} ${verb}`)))
    expect([...new Set(listed)].sort()).toEqual(VERBS.map(([name]) => name).sort())
  })
})

describe('every group', () => {
  it.each(GROUPS.map(group => [group.name(), group] as const))('%s says what it is for', (_name, group) => expect(group.description()).toMatch(/^[a-z].*[^.]$/))
})
