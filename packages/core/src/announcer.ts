import type { EventEmitter } from 'eventemitter3'
import type { PaperclipEvent } from './domain/event.ts'
import type { RunsInHand } from './operations/runs/runs-in-hand.ts'
import type { Deps } from './operations/work.ts'
import type { Logger } from './ports/logger.ts'
import type { Plugin } from './ports/plugin.ts'

interface Audience { emitter: EventEmitter<{ event: [PaperclipEvent] }>; plugins: readonly Plugin[]; runs: RunsInHand; logger: Logger }

/** Tells listeners and plugins what was committed. Whatever they throw is logged and felt by nobody else. */
export function createAnnouncer({ emitter, plugins, runs, logger }: Audience): Pick<Deps, 'announce' | 'notify'> {
  const guarded = (who: string, act: () => unknown): void => {
    const failed = (error: unknown) => logger.error('A listener threw.', { who, error })
    try {
      Promise.resolve(act()).catch(failed)
    } catch (error) {
      failed(error)
    }
  }
  return {
    announce(event) {
      if (event.kind === 'record') heed(runs, event.record)
      for (const listener of emitter.listeners('event')) guarded('listener', () => listener(event))
      for (const plugin of plugins) if (plugin.on) guarded(plugin.name, () => plugin.on?.(event))
    },
    notify(notice) {
      for (const plugin of plugins) if (plugin.notify) guarded(plugin.name, () => plugin.notify?.(notice))
    },
  }
}

/** Runs of this process end at once when somebody here asks for it; other processes find out from the store. */
function heed(runs: RunsInHand, { action, entityId, after }: (PaperclipEvent & { kind: 'record' })['record']): void {
  if (action === 'run.cancel') runs.stop(entityId, 'cancelled')
  if (action === 'agent.hold' && after?.['cause'] === 'operator' && typeof after['agentId'] === 'string') runs.stopAgent(after['agentId'], 'held')
}
