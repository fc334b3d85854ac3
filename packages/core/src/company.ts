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
  readonly members
  readonly roles
  readonly agents
  readonly goals
  readonly projects
  readonly tasks
  readonly documents
  readonly artifacts
  readonly notes
  readonly messages
  readonly signals
  readonly routines
  readonly skills
  readonly tools
  readonly secrets
  readonly budgets
  readonly costs
  readonly approvals
  readonly incidents
  readonly runs
  readonly audit
  readonly keys
  readonly hooks
  readonly webhooks
  readonly invitations
  /** What applying a definition would do. */
  readonly plan
  /** Makes the company what a definition says, all of it or nothing; `plan` is the digest of the plan that was looked at. */
  readonly apply
  /** The act that does so, for `propose`. */
  readonly applying
  /** The company as a definition. */
  readonly 'export'
  /** Where money and power are looser than they need to be. */
  readonly lint

  constructor(deps: Deps, { id, slug }: Company, context: Context) {
    this.id = id
    this.slug = slug
    this.#context = context
    const door = this.#door = openDoor(deps, { id, slug, by: context.by }, hear => this.#changed(hear))
    this.members = memberVerbs(door)
    this.roles = roleVerbs(door)
    this.agents = agentVerbs(door)
    this.goals = goalVerbs(door)
    this.projects = projectVerbs(door)
    this.tasks = taskVerbs(door)
    this.documents = documentVerbs(door)
    this.artifacts = artifactVerbs(door)
    this.notes = noteVerbs(door)
    this.messages = messageVerbs(door)
    this.signals = signalVerbs(door)
    this.routines = routineVerbs(door)
    this.skills = skillVerbs(door)
    this.tools = toolVerbs(door)
    this.secrets = secretVerbs(door)
    this.budgets = budgetVerbs(door)
    this.costs = costVerbs(door)
    this.approvals = approvalVerbs(door)
    this.incidents = incidentVerbs(door)
    this.runs = runVerbs(door)
    this.audit = auditVerbs(door)
    this.keys = keyVerbs(door)
    this.hooks = hookVerbs(door)
    this.webhooks = webhookVerbs(door)
    this.invitations = invitationVerbs(door)
    const blueprint = blueprintVerbs(door)
    this.plan = blueprint.plan
    this.apply = blueprint.apply
    this.applying = blueprint.applying
    this.export = blueprint.export
    this.lint = blueprint.lint
  }

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
  delete = async ({ confirm }: { confirm: string }) => deleteCompany({ deps: this.#door.deps, companyId: this.id, by: asOperator(this.#context.by) }, { confirm })
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
