import type { EventEmitter } from 'eventemitter3'
import type { Company } from './domain/company.ts'
import type { PaperclipEvent } from './domain/event.ts'
import { PaperclipError } from './domain/error.ts'
import { LET_GO, type Retention } from './domain/retention.ts'
import { secretVerbs, toolVerbs } from './handles/access.ts'
import { blueprintVerbs } from './handles/blueprint.ts'
import { asOperator, type Actor, type ChangeOptions, type Door, type VerbOptions } from './handles/door.ts'
import { hookVerbs } from './handles/hooks.ts'
import { invitationVerbs, keyVerbs } from './handles/keys.ts'
import { costVerbs } from './handles/costs.ts'
import { approvalVerbs, auditVerbs, budgetVerbs, incidentVerbs, runVerbs } from './handles/oversight.ts'
import { artifactVerbs, documentVerbs, noteVerbs, skillVerbs } from './handles/papers.ts'
import { agentVerbs, memberVerbs, roleVerbs } from './handles/people.ts'
import { webhookVerbs } from './handles/webhooks.ts'
import { goalVerbs, messageVerbs, projectVerbs, routineVerbs, signalVerbs, taskVerbs } from './handles/work.ts'
import type { Act, ActInput, ActResult } from './operations/governance/acts.ts'
import { need } from './operations/find.ts'
import { checkMayDo, govern, type Governed } from './operations/governance/govern.ts'
import { onRecord } from './operations/governance/on-record.ts'
import { checkCompany, type Health } from './operations/life/check-company.ts'
import { deleteCompany } from './operations/life/delete-company.ts'
import { countOld, letGo, type Tidied } from './operations/retention/let-go.ts'
import { isStranger, noSuchCompany } from './operations/governance/standing.ts'
import type { SearchHit } from './operations/search/kinds.ts'
import { searchCompany, type SearchAsked } from './operations/search/search-company.ts'
import { read, type Deps } from './operations/work.ts'
import type { Page } from './ports/store.ts'

interface Context { by: Actor; emitter: EventEmitter<{ event: [PaperclipEvent] }> }

/** One company, as one operator: every method is one verb. Verbs that the board must decide throw `conflict` (`needs_approval`) here; `propose` asks instead. */
export class CompanyHandle {
  readonly id: string
  readonly slug: string
  readonly #door: Door
  readonly #context: Context
  #members: ReturnType<typeof memberVerbs> | undefined
  #roles: ReturnType<typeof roleVerbs> | undefined
  #agents: ReturnType<typeof agentVerbs> | undefined
  #goals: ReturnType<typeof goalVerbs> | undefined
  #projects: ReturnType<typeof projectVerbs> | undefined
  #tasks: ReturnType<typeof taskVerbs> | undefined
  #documents: ReturnType<typeof documentVerbs> | undefined
  #artifacts: ReturnType<typeof artifactVerbs> | undefined
  #notes: ReturnType<typeof noteVerbs> | undefined
  #messages: ReturnType<typeof messageVerbs> | undefined
  #signals: ReturnType<typeof signalVerbs> | undefined
  #routines: ReturnType<typeof routineVerbs> | undefined
  #skills: ReturnType<typeof skillVerbs> | undefined
  #tools: ReturnType<typeof toolVerbs> | undefined
  #secrets: ReturnType<typeof secretVerbs> | undefined
  #budgets: ReturnType<typeof budgetVerbs> | undefined
  #costs: ReturnType<typeof costVerbs> | undefined
  #approvals: ReturnType<typeof approvalVerbs> | undefined
  #incidents: ReturnType<typeof incidentVerbs> | undefined
  #runs: ReturnType<typeof runVerbs> | undefined
  #audit: ReturnType<typeof auditVerbs> | undefined
  #keys: ReturnType<typeof keyVerbs> | undefined
  #hooks: ReturnType<typeof hookVerbs> | undefined
  #webhooks: ReturnType<typeof webhookVerbs> | undefined
  #invitations: ReturnType<typeof invitationVerbs> | undefined
  #blueprint: ReturnType<typeof blueprintVerbs> | undefined

  constructor(deps: Deps, { id, slug }: Company, context: Context) {
    this.id = id
    this.slug = slug
    this.#context = context
    this.#door = openDoor(deps, { id, slug, by: context.by }, hear => this.#changed(hear))
  }

  // a server opens a handle for each request: the verbs of a kind are made once one of them is asked for
  get members() { return this.#members ??= memberVerbs(this.#door) }
  get roles() { return this.#roles ??= roleVerbs(this.#door) }
  get agents() { return this.#agents ??= agentVerbs(this.#door) }
  get goals() { return this.#goals ??= goalVerbs(this.#door) }
  get projects() { return this.#projects ??= projectVerbs(this.#door) }
  get tasks() { return this.#tasks ??= taskVerbs(this.#door) }
  get documents() { return this.#documents ??= documentVerbs(this.#door) }
  get artifacts() { return this.#artifacts ??= artifactVerbs(this.#door) }
  get notes() { return this.#notes ??= noteVerbs(this.#door) }
  get messages() { return this.#messages ??= messageVerbs(this.#door) }
  get signals() { return this.#signals ??= signalVerbs(this.#door) }
  get routines() { return this.#routines ??= routineVerbs(this.#door) }
  get skills() { return this.#skills ??= skillVerbs(this.#door) }
  get tools() { return this.#tools ??= toolVerbs(this.#door) }
  get secrets() { return this.#secrets ??= secretVerbs(this.#door) }
  get budgets() { return this.#budgets ??= budgetVerbs(this.#door) }
  get costs() { return this.#costs ??= costVerbs(this.#door) }
  get approvals() { return this.#approvals ??= approvalVerbs(this.#door) }
  get incidents() { return this.#incidents ??= incidentVerbs(this.#door) }
  get runs() { return this.#runs ??= runVerbs(this.#door) }
  get audit() { return this.#audit ??= auditVerbs(this.#door) }
  get keys() { return this.#keys ??= keyVerbs(this.#door) }
  get hooks() { return this.#hooks ??= hookVerbs(this.#door) }
  get webhooks() { return this.#webhooks ??= webhookVerbs(this.#door) }
  get invitations() { return this.#invitations ??= invitationVerbs(this.#door) }

  /** What applying a definition would do. */
  get plan() { return this.#blueprints.plan }
  /** Makes the company what a definition says, all of it or nothing; `plan` is the digest of the plan that was looked at. */
  get apply() { return this.#blueprints.apply }
  /** The act that does so, for `propose`. */
  get applying() { return this.#blueprints.applying }
  /** The company as a definition. */
  get export() { return this.#blueprints.export }
  /** Where money and power are looser than they need to be. */
  get lint() { return this.#blueprints.lint }
  get #blueprints() { return this.#blueprint ??= blueprintVerbs(this.#door) }

  /** The company as it now stands. */
  get = () => this.#door.look(view => need(view, 'company', this.id))
  update = (patch: ActInput<'company.update'>, options?: ChangeOptions) => this.#door.act('company.update', patch, options)
  /** Lets no run begin any more. Those in hand come to their end. */
  pause = (reason = '', options?: VerbOptions) => this.#door.act('company.pause', { reason }, options)
  /** Stops everything at once: no run begins, and those in hand are cancelled. */
  stopEverything = (reason = '', options?: VerbOptions) => this.#door.act('company.stop', { reason }, options)
  /** Lets a paused or archived company run again. */
  resume = (options?: VerbOptions) => this.#door.act('company.resume', {}, options)
  /** Puts the company away: it can be read, resumed, or deleted. */
  archive = (reason = '', options?: VerbOptions) => this.#door.act('company.archive', { reason }, options)
  /** Deletes an archived company for good, and keeps a signed tombstone. `confirm` is its slug. */
  delete = ({ confirm }: { confirm: string }) => {
    const { deps } = this.#door, { by } = this.#context, companyId = this.id
    return onRecord({ deps, companyId, by }, 'company.delete', async () => deleteCompany({ deps, companyId, by: asOperator(by) }, { confirm }))
  }
  /** Whether the company's clockwork is whole: nobody with work that nothing will wake. */
  check = (): Promise<Health> => this.#door.look(view => checkCompany(view, this.#door.deps, this.id))
  /** Lets what grew old go, as the limits of this installation say: a running node does that once a day. `count` only says how much would go. */
  tidy = async (mode: 'do' | 'count' = 'do'): Promise<Tidied> => {
    await checkMayDo({ deps: this.#door.deps, companyId: this.id, by: this.#context.by }, 'company.pause')
    return mode === 'do' ? letGo(this.#door.deps, this.id) : countOld(this.#door.deps, this.id)
  }
  /** What was let go so far, of each kind: how much, and up to when. */
  tidied = (): Promise<Retention[]> => this.#door.look(async view => (await Promise.all(LET_GO.map(kind => view.get('retention', kind)))).filter(row => row !== undefined))
  /** What of the company holds these words, whatever it is: what is called by all of them first, then the newest. Secrets are not searched, nor is what stands in a configuration. */
  search = (asked: SearchAsked): Promise<Page<SearchHit>> => this.#door.look(view => searchCompany(view, asked))
  /** Does an act, or asks the board where it must be asked. */
  propose = (act: Act, options: ChangeOptions & { reason?: string } = {}): Promise<Governed> =>
    govern({ deps: this.#door.deps, companyId: this.id, by: this.#context.by }, { ...act, mode: 'propose', ...options })

  /** Hears the events of this company after their commit. Returns how to stop. */
  on(listener: (event: PaperclipEvent) => void): () => void {
    const heard = (event: PaperclipEvent) => { if (event.companyId === this.id) listener(event) }
    this.#context.emitter.on('event', heard)
    return () => void this.#context.emitter.off('event', heard)
  }

  #changed(hear: () => void): () => void {
    const unhear = this.on(event => { if (event.kind === 'record' && event.record.noun === 'task') hear() })
    const unwatch = this.#door.deps.store.watch(hear)
    return () => {
      unhear()
      unwatch()
    }
  }
}

function openDoor(deps: Deps, { id: companyId, slug, by }: Pick<Company, 'id' | 'slug'> & Pick<Context, 'by'>, changed: Door['changed']): Door {
  const look: Door['look'] = act => read(deps, companyId, async view => {
    if (await isStranger({ tx: view, by })) throw noSuchCompany(slug)
    return act(view)
  })
  return {
    deps, companyId, by, look, changed,
    async act(kind, input, options = {}) {
      const done = await govern({ deps, companyId, by }, { kind, input, mode: 'do', ...options })
      if (done.kind !== 'done') throw new PaperclipError('conflict', `${kind} takes the board's approval: propose it instead.`, { reason: 'needs_approval' })
      return done.value as ActResult<typeof kind>                         // govern runs the act of this very kind
    },
    list: (noun, query) => look(view => view.list(noun, query)),
  }
}
