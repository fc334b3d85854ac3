import type { Paths } from '@paperclip/client'
import type { ActKind } from '@paperclip/core'
import type { Noun } from '@paperclip/core/store'

/** Where an act is done on a server, and what noun comes of it (null: something else). */
export interface ActRoute {
  method: 'post' | 'put' | 'patch' | 'delete'
  path: keyof Paths
  answer: Noun | null
  /** A part of the path that is not called like the field of the act it says. */
  from?: Readonly<Record<string, string>>
  /** The field that holds the revision that was read: it goes as `If-Match`. */
  match: string
}

const at = <M extends ActRoute['method']>(method: M) => (path: keyof Paths, answer: Noun | null, { match = 'ifRevision', ...from }: Readonly<Record<string, string>> = {}): ActRoute => ({ method, path, answer, from, match })
const post = at('post'), put = at('put'), patch = at('patch'), remove = at('delete')

/** Every act, by its route. Those without one take files or values: they have verbs of their own, or the server does not take them yet. */
export const ACT_ROUTES: Readonly<Record<ActKind, ActRoute | null>> = {
  'company.update': patch('/companies/{company}', 'company'), 'company.pause': post('/companies/{company}/pause', 'company'), 'company.stop': post('/companies/{company}/stop', 'company'),
  'company.resume': post('/companies/{company}/resume', 'company'), 'company.archive': post('/companies/{company}/archive', 'company'), 'company.apply': null,
  'member.set': put('/companies/{company}/members/{member}', 'member', { member: 'id' }),
  'role.set': put('/companies/{company}/roles/{role}', 'role', { role: 'slug' }), 'role.remove': remove('/companies/{company}/roles/{role}', 'role'),
  'agent.hire': post('/companies/{company}/agents', 'agent'), 'agent.configure': patch('/companies/{company}/agents/{agent}', 'agent'), 'agent.rollback': post('/companies/{company}/agents/{agent}/rollback', 'agent'),
  'agent.activate': post('/companies/{company}/agents/{agent}/activate', 'agent'), 'agent.move': post('/companies/{company}/agents/{agent}/move', 'agent'), 'agent.hold': post('/companies/{company}/agents/{agent}/hold', 'agent'),
  'agent.resume': post('/companies/{company}/agents/{agent}/resume', 'agent'), 'agent.terminate': post('/companies/{company}/agents/{agent}/terminate', 'agent'), 'agent.wake': post('/companies/{company}/agents/{agent}/wake', 'agent'),
  'agent.review': post('/companies/{company}/agents/{agent}/reviews', 'note'),
  'goal.set': post('/companies/{company}/goals', 'goal'), 'goal.update': patch('/companies/{company}/goals/{goal}', 'goal'), 'goal.report': post('/companies/{company}/goals/{goal}/report', 'goal'),
  'project.set': put('/companies/{company}/projects/{project}', 'project', { project: 'slug' }),
  'task.create': post('/companies/{company}/tasks', 'task'), 'task.update': patch('/companies/{company}/tasks/{task}', 'task'), 'task.assign': post('/companies/{company}/tasks/{task}/assign', 'task'),
  'task.take': post('/companies/{company}/tasks/{task}/take', 'task'), 'task.release': post('/companies/{company}/tasks/{task}/release', 'task'), 'task.finish': post('/companies/{company}/tasks/{task}/finish', 'task'),
  'task.review': post('/companies/{company}/tasks/{task}/review', 'task'), 'task.block': post('/companies/{company}/tasks/{task}/block', 'task'), 'task.unblock': post('/companies/{company}/tasks/{task}/unblock', 'task'),
  'task.cancel': post('/companies/{company}/tasks/{task}/cancel', 'task'), 'task.reopen': post('/companies/{company}/tasks/{task}/reopen', 'task'),
  'message.say': post('/companies/{company}/messages', 'message'), 'message.ask': post('/companies/{company}/asks', 'message'), 'message.answer': post('/companies/{company}/asks/{ask}/answer', 'message'),
  'hook.create': null, 'hook.revoke': post('/companies/{company}/hooks/{hook}/revoke', null),
  'signal.send': post('/companies/{company}/signals', 'signal'),
  'document.write': put('/companies/{company}/tasks/{task}/documents/{document}', 'document', { document: 'key', match: 'base' }), 'document.remove': remove('/companies/{company}/tasks/{task}/documents/{document}', 'document', { document: 'key' }),
  'artifact.attach': null, 'artifact.remove': remove('/companies/{company}/artifacts/{artifact}', 'artifact'),
  'note.write': post('/companies/{company}/notes', 'note'), 'note.update': patch('/companies/{company}/notes/{note}', 'note'), 'note.remove': remove('/companies/{company}/notes/{note}', 'note'),
  'skill.set': null, 'skill.remove': remove('/companies/{company}/skills/{skill}', 'skill'),
  'routine.set': put('/companies/{company}/routines/{routine}', 'routine', { routine: 'slug' }), 'routine.pause': post('/companies/{company}/routines/{routine}/pause', 'routine'),
  'routine.resume': post('/companies/{company}/routines/{routine}/resume', 'routine'), 'routine.remove': remove('/companies/{company}/routines/{routine}', 'routine'), 'routine.trigger': post('/companies/{company}/routines/{routine}/trigger', null),
  'secret.set': null, 'secret.remove': remove('/companies/{company}/secrets/{secret}', 'secret'),
  'tool.set': put('/companies/{company}/tools/{tool}', 'tool', { tool: 'slug' }), 'tool.remove': remove('/companies/{company}/tools/{tool}', 'tool'),
  'budget.set': post('/companies/{company}/budgets', 'budget'), 'budget.raise': post('/companies/{company}/budgets/{budget}/raise', 'budget'), 'budget.remove': remove('/companies/{company}/budgets/{budget}', 'budget'),
  'run.cancel': post('/companies/{company}/runs/{run}/cancel', 'run'), 'run.adjust': post('/companies/{company}/runs/{run}/adjust', 'run'), 'incident.close': post('/companies/{company}/incidents/{incident}/close', 'incident'),
  'key.create': null, 'key.revoke': post('/companies/{company}/keys/{key}/revoke', 'accessKey'),
}
