import type { BriefTask } from '../domain/brief.ts'
import { DESK_LISTS, DESK_VERBS } from '../domain/desk-verbs.ts'
import { isPaperclipError, PaperclipError } from '../domain/error.ts'
import { parse } from '../domain/parse.ts'
import type { Task } from '../domain/task.ts'
import { redactorOf } from '../policy/redact.ts'
import { aboutAgent, taskFor } from '../operations/waking/brief.ts'
import { inboxOf } from '../operations/waking/inbox.ts'
import { openTasks } from '../operations/waking/open-tasks.ts'
import type { ActInput, ActKind, ActResult } from '../operations/governance/acts.ts'
import { reportSpend } from '../operations/runs/report-spend.ts'
import { isInHand, staleLease } from '../operations/runs/fence.ts'
import { need, taskRef } from '../operations/find.ts'
import { goalProgress } from '../operations/tasks/goal-progress.ts'
import { govern } from '../operations/governance/govern.ts'
import { noteRefusal } from '../operations/governance/note-refusal.ts'
import { read, type Deps, type Seat } from '../operations/work.ts'
import type { Desk } from '../ports/desk.ts'
import type { CompanyView } from '../ports/store.ts'
import type { DeskDoor } from './desk-door.ts'
import { deskPapers } from './papers.ts'
import { deskSight } from './sight.ts'

/** Opens the desk of an agent in a run: what the agent does here is done in its own name, under its run's fence, and by its role's rights. */
export function openDesk(deps: Deps, seat: Seat): Desk {
  const door = openDoor(deps, seat)
  const { look, use, act } = door
  const { companyId, by } = seat
  const shown = (task: Task): Promise<BriefTask> => look(view => taskFor(view, task, by.id))

  return {
    me: () => look(async view => aboutAgent(view, await need(view, 'agent', by.id))),
    inbox: async (given = {}) => {
      const page = parse(DESK_LISTS.inbox, given, 'The input of "inbox"')
      return look(async view => {
        const { upTo } = await need(view, 'run', by.runId)
        const { cursor } = await need(view, 'alarm', by.id)
        return inboxOf(view, { id: by.id, cursor, upTo }, page)
      })
    },
    tasks: async (given = {}) => {
      const page = parse(DESK_LISTS.tasks, given, 'The input of "tasks"')
      return look(view => openTasks(view, by.id, page))
    },
    take: given => use(['take', DESK_VERBS.take], given, async input => shown(await act('task.take', input))),
    update: given => use(['update', DESK_VERBS.update], given, async input => shown(await act('task.update', input))),
    finish: given => use(['finish', DESK_VERBS.finish], given, async input => shown(await act('task.finish', input))),
    review: given => use(['review', DESK_VERBS.review], given, async input => shown(await act('task.review', input))),
    block: given => use(['block', DESK_VERBS.block], given, async input => shown(await act('task.block', input))),
    release: given => use(['release', DESK_VERBS.release], given, async input => shown(await act('task.release', input))),
    delegate: given => use(['delegate', DESK_VERBS.delegate], given, async ({ parent, ...input }) => {
      const ref = parent ?? (await look(view => need(view, 'run', by.runId))).taskId
      const above = ref === null ? null : await look(view => taskRef(view, ref))
      return shown(await act('task.create', { ...input, parent: above?.id ?? null }))
    }),
    say: given => use(['say', DESK_VERBS.say], given, async input => ({ id: (await act('message.say', input)).id })),
    ask: given => use(['ask', DESK_VERBS.ask], given, async ({ due, ...input }) => ({ id: (await act('message.ask', { ...input, ...(due === undefined ? {} : { due: `${due}ms` }) })).id })),
    answer: given => use(['answer', DESK_VERBS.answer], given, async input => ({ id: (await act('message.answer', input)).id })),
    report: given => use(['report', DESK_VERBS.report], given, async input => {
      const goal = await act('goal.report', input)
      return { id: goal.id, progress: await look(view => goalProgress(view, goal)) }
    }),
    ...deskPapers(door),
    ...deskSight(door),
    spend: given => use(['spend', DESK_VERBS.spend], given, async entry => {
      const { spent, cap } = await reportSpend(deps, { companyId, by }, entry)
      return { spentMicros: spent, capMicros: cap }
    }),
    propose: given => use(['propose', DESK_VERBS.propose], given, async ({ kind, input, reason }) => {
      const outcome = await govern({ deps, companyId, by, within: seat.within?.work }, { kind, input, reason, mode: 'propose', key: seat.nextKey?.() })
      if (outcome.kind === 'done') return outcome
      const { id, actKind, expiresAt } = outcome.approval
      return { kind: 'waiting', approval: { id, actKind, expiresAt } }
    }),
  }
}

function openDoor(deps: Deps, seat: Seat): DeskDoor {
  const { companyId, by, secrets, nextKey, within } = seat
  const redact = redactorOf(secrets)
  const look: DeskDoor['look'] = at => {
    const looking = async (view: CompanyView) => {
      if (!(await isInHand(view, by))) throw staleLease()
      return at(view)
    }
    return within ? looking(within.work.tx) : read(deps, companyId, looking)
  }
  return {
    deps,
    seat,
    look,
    async use([verb, schema], given, act) {
      try {
        return await act(parse(schema, redact(given), `The input of "${verb}"`), given)
      } catch (error) {
        if (!isPaperclipError(error) || error.code === 'unavailable') throw error
        const refusal = { verb, message: error.message }
        if (within) within.refused(refusal)
        else await noteRefusal({ deps, companyId, by }, refusal)
        throw error
      }
    },
    async act<K extends ActKind>(kind: K, input: ActInput<K>): Promise<ActResult<K>> {
      const done = await govern({ deps, companyId, by, within: within?.work }, { kind, input, mode: 'do', key: nextKey?.() })
      if (done.kind !== 'done') throw new PaperclipError('forbidden', `${kind} takes the board's approval: propose it.`)
      return done.value as ActResult<K>                              // govern runs the act of this very kind
    },
    taskOrFocus: ref => look(async view => {
      const named = ref ?? (await need(view, 'run', by.runId)).taskId
      if (named === null) throw new PaperclipError('invalid_input', 'task: this run is about no task: say which.', { fields: [{ field: 'task', problem: 'is missing' }] })
      return taskRef(view, named)
    }),
  }
}
