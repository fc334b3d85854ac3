import type { Beat, Work } from '@paperclip/core'

/** What several nodes claim from, each by a beat of its own; nothing tells them of each other but hints. */
export class SharedAlarms {
  /** Which node began which agent, in this order. */
  readonly begun: { node: string; agentId: string }[] = []
  readonly failures: unknown[] = []
  readonly #due = new Set<string>()
  readonly #ends = new Map<string, () => void>()

  due(...agents: string[]): void {
    for (const agent of agents) this.#due.add(agent)
  }

  end(agentId?: string): void {
    for (const [id, end] of this.#ends) if (agentId === undefined || id === agentId) end()
  }

  /** A node's own view; `claiming` happens before each claim. */
  beat(node: string, claiming: () => void = () => {}): Beat {
    return {
      claim: async limit => {
        claiming()
        const taken = [...this.#due].slice(0, limit)
        for (const agent of taken) this.#due.delete(agent)
        return taken.map(agentId => this.#work(node, agentId))
      },
      nextDue: async () => (this.#due.size > 0 ? new Date(0) : null),
      watch: () => () => {},
      failed: error => void this.failures.push(error),
    }
  }

  #work(node: string, agentId: string): Work {
    return {
      companyId: 'com_1', agentId,
      perform: () => new Promise(resolve => {
        this.begun.push({ node, agentId })
        this.#ends.set(agentId, () => {
          this.#ends.delete(agentId)
          resolve()
        })
      }),
      abort: () => this.end(agentId),
    }
  }
}
