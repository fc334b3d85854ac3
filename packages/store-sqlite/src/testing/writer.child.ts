import type { Row } from '@paperclip/core/store'
import { openSqlite } from '../open-sqlite.ts'

/** One of several processes that write to a file at once: counts up a shared counter and records each count. Prints how many it made. */
const [file = '', company = '', many = '0', name = ''] = process.argv.slice(2)
const at = new Date()
const store = await openSqlite({ file, busyMs: 60_000 })
const callers = 4
let made = 0
await Promise.all(Array.from({ length: callers }, async (_, caller) => {
  for (let n = caller; n < Number(many); n += callers) {
    await store.transact(company, async tx => {
      const counter = await tx.get('session', 'counter')
      const state = typeof counter?.state === 'number' ? counter.state + 1 : 1
      const goal: Row<'goal'> = {
        id: `${name}_${n}`, title: `${name} ${state}`, description: '', parentId: null, ownerId: null, teamId: null, status: 'active', metric: null, dueAt: null, createdAt: at, updatedAt: at,
      }
      await tx.put('session', { id: 'counter', agentId: 'agt_1', taskId: null, state, updatedAt: at })
      await tx.record({ action: 'goal.create', noun: 'goal', before: null, after: goal, at, actorKind: 'system', actorId: name, onBehalfOf: null, runId: null })
    })
    made++
  }
}))
await store.close()
console.log(JSON.stringify(made))
