import type { Agent, Budget, Goal, Task } from '@paperclip/core'
import type { CompanyVerbs } from './company-verbs.ts'
import { orNothing } from './data/or-nothing.ts'
import { shortId } from './short-id.ts'

/** What people call the ids of a company. Names are remembered; what changes is asked for each time. */
export class Names {
  readonly #company: CompanyVerbs
  readonly #agents = new Map<string, string>()
  readonly #roles = new Map<string, string>()

  constructor(company: CompanyVerbs) {
    this.#company = company
  }

  /** An agent's slug. */
  async agent(id: string): Promise<string> {
    const known = this.#agents.get(id)
    if (known !== undefined) return known
    const slug = (await orNothing(this.#company.agents.get(id)))?.slug ?? id
    this.#agents.set(id, slug)
    return slug
  }

  /** The title of an agent's role. */
  async roleOf({ roleId }: Agent): Promise<string> {
    const known = this.#roles.get(roleId)
    if (known !== undefined) return known
    const title = (await orNothing(this.#company.roles.get(roleId)))?.title ?? roleId
    this.#roles.set(roleId, title)
    return title
  }

  /** An agent's slug, `you` for an operator, `paperclip` for the system; nothing for nobody. */
  async party(kind: string | null, id: string | null): Promise<string | null> {
    if (kind === null || id === null) return null
    if (kind === 'agent') return this.agent(id)
    return kind === 'operator' ? operatorName(id) : 'paperclip'
  }

  task = (id: string): Promise<Task | undefined> => orNothing(this.#company.tasks.get(id))
  goal = (id: string): Promise<Goal | undefined> => orNothing(this.#company.goals.get(id))

  /** What a budget is of: an agent, a team, a goal, the company. */
  async budget({ scope, scopeId }: Budget): Promise<string> {
    switch (scope) {
      case 'company': return 'company'
      case 'key': return `key ${shortId(scopeId)}`
      case 'agent': return this.agent(scopeId)
      case 'team': return `team of ${await this.agent(scopeId)}`
      case 'goal': return `goal ${(await this.goal(scopeId))?.title ?? scopeId}`
      case 'project': return `project ${(await orNothing(this.#company.projects.get(scopeId)))?.name ?? scopeId}`
    }
  }
}

/** The operator at this machine is whoever reads this. */
const operatorName = (id: string): string => (id === 'operator:local' ? 'you' : id.replace(/^operator:/, ''))
