import { describe, expect, it } from 'vitest'
import { localPlace, onServer, type Place } from '../testing/served-session.ts'

/** Founds a company with one of everything that people change, and tells how each is read and changed. */
async function things({ run, pipe }: Pick<Place, 'run' | 'pipe'>): Promise<readonly (readonly [read: string, change: string])[]> {
  for (const line of ['company create acme', 'role set clerk', 'role set writer', 'agent hire ann --role writer --adapter function --adapter-config {"function":"copywriter"} --draft', 'project set site', 'goal set Sell --target 10 --unit widgets', 'task create Draw', 'routine set weekly --assignee me --every 7d --title Report', 'tool set docs --at https://docs.test/', 'budget set 20']) {
    expect(await run(...line.split(' ')), line).toMatchObject({ exit: 0 })
  }
  expect(await pipe('a secret value', 'secret', 'set', 'token')).toMatchObject({ exit: 0 })
  return [
    ['company show', 'company update --name Acme'], ['role show clerk', 'role set clerk --title Clerk'], ['project show site', 'project set site --name Site'], ['goal show Sell', 'goal update Sell --target 20'], ['goal show Sell', 'goal report Sell 4'],
    ['task show ACME-1', 'task update ACME-1 --priority high'], ['task show ACME-1', 'task assign ACME-1 me'], ['routine show weekly', 'routine set weekly --every 14d'], ['tool show docs', 'tool set docs --at https://docs.test/mcp'],
    ['budget list', 'budget set 30'], ['role list', 'role remove clerk'], ['routine list', 'routine remove weekly'], ['tool list', 'tool remove docs'], ['secret list', 'secret remove token'],
  ]
}

async function heedsVersions(place: Place): Promise<void> {
  const { run } = place
  for (const [read, change] of await things(place)) {
    const told = (await run(...read.split(' '), '--json')).json() as { ifVersion: string } | { ifVersion: string }[], { ifVersion } = Array.isArray(told) ? told[0] ?? expect.fail(read) : told
    const late = await run(...change.split(' '), '--if-version', 'an-earlier-version')
    expect(late, change).toMatchObject({ exit: 4, out: '', err: expect.stringContaining(ifVersion) })
    expect(await run(...change.split(' '), '--if-version', ifVersion), change).toMatchObject({ exit: 0, err: '' })
  }
}

describe('a change of what was read', () => {
  it('is made if it still is as it was, where the companies lie', () => heedsVersions(localPlace()), 60_000)

  it('is made if it still is as it was, on a server', () => onServer(heedsVersions), 60_000)
})
