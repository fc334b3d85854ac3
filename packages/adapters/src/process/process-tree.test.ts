import { describe, expect, it } from 'vitest'
import type { Seen } from './process-table.ts'
import { treeOf } from './process-tree.ts'

const seen = (pid: number, fields: Partial<Seen> = {}): Seen => ({ pid, began: 10, parent: 1, session: pid, name: 'x', marked: false, ...fields })
const pids = (processes: Seen[]) => processes.map(({ pid }) => pid).sort()

describe('treeOf', () => {
  it.each<[string, Seen[], number[]]>([
    ['nobody of others', [seen(1), seen(2, { parent: 1 })], []],
    ['the leader', [seen(50)], [50]],
    ['who carries the marker', [seen(60, { marked: true })], [60]],
    ['who is in the session of the leader', [seen(61, { session: 50 })], [61]],
    ['who is below one of them, however deep', [seen(73, { parent: 72 }), seen(72, { parent: 71 }), seen(71, { marked: true })], [71, 72, 73]],
    ['who was seen before', [seen(80, { began: 7 })], [80]],
    ['not a later process with the number of one seen before', [seen(80, { began: 8 })], []],
  ])('finds %s', (_, processes, tree) => {
    expect(pids(treeOf(processes, { leader: 50, since: 0, known: [seen(80, { began: 7 })] }))).toEqual(tree)
  })

  it('takes no session for the run\'s when the leader is not known', () => {
    expect(treeOf([seen(61, { session: 0 })], { leader: null, since: 0, known: [] })).toEqual([])
  })
})
