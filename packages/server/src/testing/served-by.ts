/** The route by which a verb is served (below `/companies/:company` for those of a company), or why none does. */
export type ServedBy = string | { notServed: string }

const HERE = 'is what a server is made of itself: it goes with the process, not with a request'
const ACCOUNTS = 'the log of the installation itself is checked at the machine it lies on'
const SENDS = 'is what a server sends by: what becomes of it is read from the webhook'
const KEYS = 'the master key is changed at the machine it lies on'
const RESETS = 'whoever sets the password of another may become anybody: that is done at the machine itself'
const DOOR = 'is what the door itself asks, of whoever comes'

/** Which route serves which verb of the SDK. A new verb without one fails the test that reads this. */
export const SERVED_BY: Readonly<Record<string, ServedBy>> = {
  'company.get': 'GET /', 'company.search': 'GET /search', 'company.update': 'PATCH /', 'company.pause': 'POST /pause', 'company.stopEverything': 'POST /stop', 'company.resume': 'POST /resume', 'company.archive': 'POST /archive', 'company.delete': 'DELETE /',
  'company.check': 'GET /health', 'company.tidy': 'POST /tidy', 'company.tidied': 'GET /tidy', 'company.lint': 'GET /lint', 'company.plan': 'POST /plan', 'company.apply': 'POST /apply', 'company.export': 'GET /export',
  'company.applying': { notServed: 'makes the act that POST /apply proposes; nothing is done by it' },
  'company.propose': { notServed: 'is how every route of an act does it: what the board must decide answers 202' },
  'company.on': 'GET /events',

  'company.members.set': 'PUT /members/:member', 'company.members.get': 'GET /members/:member', 'company.members.list': 'GET /members',
  'company.roles.set': 'PUT /roles/:role', 'company.roles.remove': 'DELETE /roles/:role', 'company.roles.get': 'GET /roles/:role', 'company.roles.list': 'GET /roles',
  'company.agents.hire': 'POST /agents', 'company.agents.configure': 'PATCH /agents/:agent', 'company.agents.rollback': 'POST /agents/:agent/rollback', 'company.agents.activate': 'POST /agents/:agent/activate',
  'company.agents.move': 'POST /agents/:agent/move', 'company.agents.hold': 'POST /agents/:agent/hold', 'company.agents.resume': 'POST /agents/:agent/resume', 'company.agents.terminate': 'POST /agents/:agent/terminate',
  'company.agents.wake': 'POST /agents/:agent/wake', 'company.agents.review': 'POST /agents/:agent/reviews', 'company.agents.reviews': 'GET /agents/:agent/reviews', 'company.agents.scorecard': 'GET /agents/:agent/scorecard',
  'company.agents.get': 'GET /agents/:agent', 'company.agents.list': 'GET /agents', 'company.agents.standing': 'GET /agents/:agent/standing', 'company.agents.chart': 'GET /chart',
  'company.agents.revisions': 'GET /agents/:agent/revisions', 'company.agents.inbox': 'GET /agents/:agent/inbox', 'company.agents.probe': 'POST /agents/:agent/probe',

  'company.goals.set': 'POST /goals', 'company.goals.update': 'PATCH /goals/:goal', 'company.goals.report': 'POST /goals/:goal/report', 'company.goals.get': 'GET /goals/:goal', 'company.goals.list': 'GET /goals', 'company.goals.progress': 'GET /goals/:goal/progress',
  'company.projects.set': 'PUT /projects/:project', 'company.projects.get': 'GET /projects/:project', 'company.projects.list': 'GET /projects',
  'company.tasks.create': 'POST /tasks', 'company.tasks.update': 'PATCH /tasks/:task', 'company.tasks.assign': 'POST /tasks/:task/assign', 'company.tasks.take': 'POST /tasks/:task/take', 'company.tasks.release': 'POST /tasks/:task/release',
  'company.tasks.finish': 'POST /tasks/:task/finish', 'company.tasks.review': 'POST /tasks/:task/review', 'company.tasks.block': 'POST /tasks/:task/block', 'company.tasks.unblock': 'POST /tasks/:task/unblock',
  'company.tasks.cancel': 'POST /tasks/:task/cancel', 'company.tasks.reopen': 'POST /tasks/:task/reopen', 'company.tasks.get': 'GET /tasks/:task', 'company.tasks.list': 'GET /tasks', 'company.tasks.board': 'GET /board',
  'company.tasks.thread': 'GET /tasks/:task/thread', 'company.tasks.why': 'GET /tasks/:task/why', 'company.tasks.blockers': 'GET /tasks/:task/blockers',
  'company.tasks.finished': { notServed: 'waits as long as the work takes: over the wire that is following the live events, or asking again' },
  'company.documents.write': 'PUT /tasks/:task/documents/:document', 'company.documents.read': 'GET /tasks/:task/documents/:document', 'company.documents.list': 'GET /tasks/:task/documents',
  'company.documents.revisions': 'GET /tasks/:task/documents/:document/revisions', 'company.documents.remove': 'DELETE /tasks/:task/documents/:document',
  'company.artifacts.attach': 'POST /tasks/:task/artifacts, POST /artifacts', 'company.artifacts.read': 'GET /artifacts/:artifact/content', 'company.artifacts.remove': 'DELETE /artifacts/:artifact', 'company.artifacts.get': 'GET /artifacts/:artifact', 'company.artifacts.list': 'GET /artifacts',
  'company.notes.write': 'POST /notes', 'company.notes.update': 'PATCH /notes/:note', 'company.notes.remove': 'DELETE /notes/:note', 'company.notes.get': 'GET /notes/:note', 'company.notes.list': 'GET /notes', 'company.notes.search': 'GET /notes/search',
  'company.messages.say': 'POST /messages', 'company.messages.ask': 'POST /asks', 'company.messages.answer': 'POST /asks/:ask/answer', 'company.messages.list': 'GET /messages',
  'company.signals.send': 'POST /signals', 'company.signals.list': 'GET /signals',
  'company.routines.set': 'PUT /routines/:routine', 'company.routines.pause': 'POST /routines/:routine/pause', 'company.routines.resume': 'POST /routines/:routine/resume', 'company.routines.remove': 'DELETE /routines/:routine',
  'company.routines.trigger': 'POST /routines/:routine/trigger', 'company.routines.get': 'GET /routines/:routine', 'company.routines.list': 'GET /routines', 'company.routines.nextDue': 'GET /routines/:routine/next',
  'company.skills.set': 'PUT /skills/:skill', 'company.skills.propose': 'PUT /skills/:skill', 'company.skills.remove': 'DELETE /skills/:skill', 'company.skills.get': 'GET /skills/:skill', 'company.skills.list': 'GET /skills',
  'company.skills.versions': 'GET /skills/:skill/versions', 'company.skills.read': 'GET /skills/:skill/file',
  'company.tools.set': 'PUT /tools/:tool', 'company.tools.remove': 'DELETE /tools/:tool', 'company.tools.get': 'GET /tools/:tool', 'company.tools.list': 'GET /tools',
  'company.secrets.set': 'PUT /secrets/:secret', 'company.secrets.propose': 'PUT /secrets/:secret', 'company.secrets.remove': 'DELETE /secrets/:secret', 'company.secrets.get': 'GET /secrets/:secret', 'company.secrets.list': 'GET /secrets',
  'company.budgets.set': 'POST /budgets', 'company.budgets.raise': 'POST /budgets/:budget/raise', 'company.budgets.remove': 'DELETE /budgets/:budget', 'company.budgets.get': 'GET /budgets/:budget', 'company.budgets.list': 'GET /budgets', 'company.budgets.balance': 'GET /budgets/:budget/balance', 'company.budgets.movements': 'GET /movements',
  'company.costs.report': 'GET /costs', 'company.costs.forecast': 'GET /costs/forecast',
  'company.approvals.approve': 'POST /approvals/:approval/approve', 'company.approvals.reject': 'POST /approvals/:approval/reject', 'company.approvals.repropose': 'POST /approvals/:approval/repropose', 'company.approvals.get': 'GET /approvals/:approval', 'company.approvals.list': 'GET /approvals',
  'company.incidents.close': 'POST /incidents/:incident/close', 'company.incidents.list': 'GET /incidents',
  'company.runs.cancel': 'POST /runs/:run/cancel', 'company.runs.adjust': 'POST /runs/:run/adjust', 'company.runs.finish': 'POST /runs/:run/finish', 'company.runs.get': 'GET /runs/:run', 'company.runs.list': 'GET /runs', 'company.runs.log': 'GET /runs/:run/log, GET /runs/:run/log/follow',
  'company.audit.list': 'GET /audit', 'company.audit.head': 'GET /audit/head', 'company.audit.verify': 'GET /audit/verify', 'company.audit.reconcile': 'GET /audit/reconcile', 'company.audit.feed': 'GET /audit/export',
  'company.keys.create': 'POST /keys', 'company.keys.propose': 'POST /keys', 'company.keys.revoke': 'POST /keys/:key/revoke', 'company.keys.get': 'GET /keys/:key', 'company.keys.list': 'GET /keys',
  'company.hooks.create': 'POST /hooks', 'company.hooks.propose': 'POST /hooks', 'company.hooks.revoke': 'POST /hooks/:hook/revoke', 'company.hooks.get': 'GET /hooks/:hook', 'company.hooks.list': 'GET /hooks',
  'company.webhooks.create': 'POST /webhooks', 'company.webhooks.propose': 'POST /webhooks', 'company.webhooks.revoke': 'POST /webhooks/:webhook/revoke', 'company.webhooks.redeliver': 'POST /webhooks/:webhook/redeliver', 'company.webhooks.get': 'GET /webhooks/:webhook', 'company.webhooks.list': 'GET /webhooks',
  'company.webhooks.deadLetters': 'GET /webhooks/:webhook/dead-letters',
  'company.invitations.create': 'POST /invitations', 'company.invitations.list': 'GET /invitations', 'company.invitations.revoke': 'DELETE /invitations/:invitation',

  'paperclip.found': 'POST /companies', 'paperclip.companies': 'GET /companies', 'paperclip.stopEverything': 'POST /stop-everything', 'paperclip.tombstones': 'GET /tombstones', 'paperclip.isGenuine': 'POST /tombstones/verify', 'paperclip.rewrap': { notServed: KEYS },
  'paperclip.company': { notServed: 'finds the company that a path names' }, 'paperclip.as': { notServed: DOOR }, 'paperclip.on': { notServed: 'listeners live in the process; over the wire they are the live events' },
  'paperclip.watch': { notServed: 'hears of what other processes write: the live events are made of it' }, 'paperclip.vitals': 'GET /metrics', 'paperclip.ready': 'GET /readyz', 'paperclip.start': { notServed: HERE }, 'paperclip.stop': { notServed: HERE },
  'paperclip.runs.finish': 'POST /runs/finish', 'paperclip.reachedAt': { notServed: 'is said by the server itself, of where it answers' },
  'paperclip.access.receive': 'POST /hooks/:address',
  'paperclip.deliveries.webhooks': { notServed: SENDS }, 'paperclip.deliveries.take': { notServed: SENDS },
  'paperclip.access.callerOf': { notServed: DOOR }, 'paperclip.access.enter': { notServed: DOOR }, 'paperclip.access.checkCallback': { notServed: DOOR }, 'paperclip.access.seat': { notServed: DOOR }, 'paperclip.access.together': { notServed: DOOR }, 'paperclip.access.openLogin': { notServed: DOOR }, 'paperclip.access.readInvitation': { notServed: DOOR },
  'paperclip.access.hasOwner': { notServed: 'is asked before a server listens beyond this machine' }, 'paperclip.access.ownsInstallation': 'GET /session', 'paperclip.access.account': 'GET /account',
  'paperclip.access.signInFrom': 'POST /session/oidc/return', 'paperclip.access.checkPassword': 'POST /account/oidc', 'paperclip.access.link': 'POST /session/oidc/return', 'paperclip.access.unlink': 'DELETE /account/oidc', 'paperclip.access.ways': 'GET /account/ways',
  'paperclip.access.signIn': 'POST /session', 'paperclip.access.signOut': 'DELETE /session', 'paperclip.access.accept': 'POST /session/open, POST /session/join, POST /session/accept',
  'paperclip.access.inviteLocal': { notServed: 'prints a link at the machine itself, and nowhere else' }, 'paperclip.access.inviteOwner': 'POST /owner-invitations',
  'paperclip.access.accounts': 'GET /accounts', 'paperclip.access.accountOf': 'GET /accounts/:account', 'paperclip.access.changeAccount': 'PATCH /accounts/:account', 'paperclip.access.changePassword': 'POST /account/password', 'paperclip.access.resetPassword': { notServed: RESETS },
  'paperclip.access.invitations': 'GET /owner-invitations', 'paperclip.access.revokeInvitation': 'DELETE /owner-invitations/:invitation', 'paperclip.access.verify': { notServed: ACCOUNTS },
}
